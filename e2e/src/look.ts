import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { root } from './platform.ts';

const pictures = join(root, 'test-results', 'pages');

/** Looks at a page as a picture, narrow, middling and wide, light and dark; axe looks too, and nothing scrolls sideways. */
export const look = async (page: Page, name: string): Promise<void> => {
  mkdirSync(pictures, { recursive: true });
  const before = page.viewportSize();
  for (const width of [375, 1_024, 1_920])
    for (const theme of ['light', 'dark']) {
      await page.setViewportSize({ width, height: width === 375 ? 812 : 900 });
      await page.evaluate((value) => {
        document.documentElement.dataset.theme = value;
      }, theme);
      await page.screenshot({
        path: join(pictures, `${name}-${width}-${theme}.png`),
        animations: 'disabled',
      });
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(sideways, `${name} scrolls sideways at ${width}`).toBe(false);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${name} ${width} ${theme} ${id}: ${nodes[0]?.html}`)).toEqual(
        [],
      );
    }
  if (before) await page.setViewportSize(before);
};
