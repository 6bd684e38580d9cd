import { parseEnv } from '@portfolio/platform/kernel/env';
import { expect, test } from 'vitest';
import { mayReadDevInbox } from './dev-inbox.ts';

const secret = 'x'.repeat(32);
const env = (variables: Record<string, string> = {}) =>
  parseEnv({
    DEPLOYMENT: 'local',
    PLATFORM_SECRET: secret,
    ACCOUNTS_URL: 'https://people.example',
    ...variables,
  });

test.each(['localhost:3000', '127.0.0.1:3000', '127.0.0.7', '[::1]:3000', 'people.example', 'a.localhost'])(
  'under our own name %s the mails can be read',
  (host) => expect(mayReadDevInbox(env(), host)).toBe(true),
);

test.each([
  null,
  '',
  'evil.example:3000',
  '192.168.1.5:3000',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'evil.example@localhost/x y',
])('under the name %s they cannot', (host) => expect(mayReadDevInbox(env(), host)).toBe(false));

test('what a network can reach shows no mails unless it is asked to', () => {
  for (const open of ['LISTEN_PUBLIC', 'TRUST_PROXY']) {
    expect(mayReadDevInbox(env({ [open]: '1' }), 'people.example')).toBe(false);
    expect(mayReadDevInbox(env({ [open]: '1', DEV_INBOX: '1' }), 'people.example')).toBe(true);
    expect(mayReadDevInbox(env({ [open]: '1', DEV_INBOX: '1' }), 'evil.example')).toBe(false);
  }
  expect(env({ DEV_INBOX: '0' }).devInbox).toBe(false);
  expect(env({ DEV_INBOX: '1', SMTP_URL: 'smtp://localhost' }).devInbox).toBe(false);
});

test('hosted, nothing asks for it', () => {
  const hosted = env({ DEPLOYMENT: 'hosted', DEV_INBOX: '1', DATABASE_URL: 'postgres://localhost/x' });
  expect(hosted.devInbox).toBe(false);
});
