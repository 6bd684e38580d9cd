import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Site } from './platform.ts';

type Origins = Record<Site, string>;
export type Person = { email: string; username: string; password: string };

export const personOf = (username: string): Person => ({
  email: `${username}@example.com`,
  username,
  password: 'seven green otters',
});

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** The newest mail to an address, once there is one that `holds` this text. */
export const mailTo = async (origins: Origins, to: string, holds: string): Promise<string> => {
  const newest = async (): Promise<string> => {
    const answer = await fetch(`${origins.accounts}/api/dev/inbox?to=${encodeURIComponent(to)}`);
    const { items }: { items: { text: string }[] } = await answer.json();
    return items.find(({ text }) => text.includes(holds))?.text ?? '';
  };
  // Not expect.poll: it works inside of tests alone, and people are made before them too.
  await vi.waitUntil(async () => (await newest()) !== '', { timeout: 20_000, interval: 200 });
  return newest();
};

/** Signs somebody up and presses the button of the mail in the same browser, which signs them in. */
export const signUp = async (page: Page, origins: Origins, person: Person): Promise<void> => {
  await page.goto(`${origins.accounts}/signup`);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Username').fill(person.username);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByText('Look into your mail').waitFor();
  const mail = await mailTo(origins, person.email, '/verify?token=');
  await page.goto(/http\S+\/verify\?token=\S+/.exec(mail)?.[0] ?? '');
  await page.getByRole('button', { name: 'Confirm address' }).click();
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
};

/** Somebody with a verified address, made over the API. */
export const makePerson = async (origins: Origins, username: string): Promise<Person> => {
  const person = personOf(username);
  const made = await post(`${origins.accounts}/api/v1/auth/signup`, person);
  expect(made.status, await made.clone().text()).toBe(201);
  const mail = await mailTo(origins, person.email, '/verify?token=');
  const token = /\/verify\?token=(\S+)/.exec(mail)?.[1] ?? '';
  const verified = await fetch(`${origins.accounts}/api/v1/auth/email/verify/${token}`, { method: 'POST' });
  expect(verified.status).toBe(204);
  return person;
};

/** An access token with all of the person's scopes. */
export const accessToken = async (origins: Origins, { email, password }: Person): Promise<string> => {
  const answer = await post(`${origins.accounts}/api/v1/auth/signin`, { email, password });
  const { accessToken: token }: { accessToken: string } = await answer.json();
  return token;
};

/** Signs in at an app's own door and says yes to "Continue as …". */
export const enter = async (page: Page, origins: Origins, app: Site, person: Person): Promise<void> => {
  await page.goto(origins[app]);
  const login = page.getByLabel('E-mail or username');
  const goOn = page.getByRole('button', { name: `Continue as ${person.username}` });
  const inside = page.getByRole('button', { name: new RegExp(person.username) });
  await login.or(goOn).or(inside).first().waitFor();
  if (await login.isVisible()) {
    await login.fill(person.username);
    await page.getByLabel('Password').fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  await goOn.or(inside).first().waitFor();
  if (await goOn.isVisible()) await goOn.click();
  await page.waitForURL(`${origins[app]}/**`);
  await inside.first().waitFor();
};
