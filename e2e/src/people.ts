import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import type { Platform } from './platform.ts';

export type NewPerson = { email: string; username: string; password: string };

/** The text of the newest mail to an address; empty while there is none. */
export const mailTo = async (platform: Platform, to: string): Promise<string> => {
  const answer = await fetch(`${platform.origins.accounts}/api/dev/inbox?to=${encodeURIComponent(to)}`);
  const { items }: { items: { text: string }[] } = await answer.json();
  return items[0]?.text ?? '';
};

/** Signs somebody up and presses the button of the mail in the same browser, which signs them in. */
export const signUp = async (page: Page, platform: Platform, person: NewPerson): Promise<void> => {
  await page.goto(`${platform.origins.accounts}/signup`);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Username').fill(person.username);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByText('Look into your mail').waitFor();
  const mail = (): Promise<string> => mailTo(platform, person.email);
  const arrived = async (): Promise<boolean> => (await mail()).includes('/verify?token=');
  await vi.waitUntil(arrived, { timeout: 20_000, interval: 200 });
  await page.goto(/http\S+\/verify\?token=\S+/.exec(await mail())?.[0] ?? '');
  await page.getByRole('button', { name: 'Confirm address' }).click();
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
};
