import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { root } from './platform.ts';

const pictures = join(root, 'test-results', 'pages');
const widths = [375, 1_024, 1_920] as const;
const themes = ['light', 'dark'] as const;

/** Contrast goes by the theme, names and order by the layout: each is looked at in two of the six pictures. */
const axeAt = new Set(['375 dark', '1024 light']);

const calm = { reducedMotion: 'reduce' } as const;

/** Waits until every finite animation has ended: a colour half way has no contrast of its own. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const running = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(running.map((one) => one.finished));
  });

const sideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

const seriousFindings = async (page: Page): Promise<string[]> => {
  // Base UI's focus guards send focus on the moment they get it. Frames are looked at as their own pages: one that may
  // run no scripts would keep axe waiting.
  const axe = new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]').setLegacyMode();
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html}`));
};

export type LookOptions = {
  /** The whole page instead of what the window shows. */
  full?: boolean;
  /** Another set of widths, for pages whose walk takes long. */
  only?: readonly (typeof widths)[number][];
};

/**
 * Looks at a page as a picture at 375, 1,024 and 1,920 px in both themes (test-results/pages); fails where it scrolls
 * sideways or axe finds something serious.
 */
export const look = async (page: Page, name: string, options: LookOptions = {}): Promise<void> => {
  mkdirSync(pictures, { recursive: true });
  await page.emulateMedia(calm);
  if (options.full) await page.evaluate(() => window.scrollTo(0, 0));
  const before = await page.evaluate(() => document.documentElement.dataset.theme ?? 'system');
  const wear = (theme: string): Promise<void> =>
    page.evaluate((value) => {
      document.documentElement.dataset.theme = value;
    }, theme);
  for (const width of options.only ?? widths) {
    await page.setViewportSize({ width, height: width === 375 ? 812 : width === 1_920 ? 1_080 : 768 });
    for (const theme of themes) {
      await wear(theme);
      await settle(page);
      const path = join(pictures, `${name}-${width}-${theme}.png`);
      await page.screenshot({ path, fullPage: options.full ?? false });
      expect(await sideways(page), `${name} scrolls sideways at ${width}`).toBe(false);
      if (axeAt.has(`${width} ${theme}`))
        expect(await seriousFindings(page), `${name} at ${width}, ${theme}`).toEqual([]);
    }
  }
  await wear(before);
  await page.setViewportSize({ width: 1_024, height: 768 });
};

/** Collects what a page complains about in its console, and errors that nobody caught. */
export const listen = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()} ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`));
  return complaints;
};
