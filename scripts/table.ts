import type { AppName } from '@portfolio/platform/kernel/actor';
import type { Env } from '@portfolio/platform/kernel/env';
import { demoPassword, demoUsername } from './lib.ts';

const what = {
  accounts: 'account, sign-in, inbox, operations',
  educationelly: 'English-language learners in schools',
  codetalk: 'collaborative coding rooms',
  firebook: 'bookmarks',
  intervalai: 'vocabulary with a memory model',
} as const;

const mails = (settings: Env): string => {
  if (settings.mail.smtpUrl) return 'sent by SMTP_URL';
  if (settings.devInbox) return `${settings.origins.accounts}/dev/inbox`;
  return 'nobody can read them. Set SMTP_URL; or DEV_INBOX=1, which lets everybody who reaches this machine read all of them';
};

/** The table that a start ends with: addresses, how to sign in, the driver of each port. */
export const printTable = async (
  settings: Env,
  started: readonly AppName[],
  say: (line: string) => void,
): Promise<void> => {
  const ready = await fetch(`http://127.0.0.1:${settings.portBase}/api/ready`).then((res) => res.json());
  say('');
  for (const app of started) say(`  ${settings.origins[app].padEnd(28)} ${app.padEnd(14)} ${what[app]}`);
  say('');
  if (settings.seedDemo && settings.database.driver === 'embedded')
    say(
      `  Sign in: ${demoUsername} with the password ${demoPassword(settings.secret)} (demo people and data)`,
    );
  say(`  Sign up: ${settings.origins.accounts}/signup`);
  say(`  Mails: ${mails(settings)}`);
  say(
    `  Drivers: ${Object.entries(ready.drivers)
      .map(([port, driver]) => `${port} ${driver}`)
      .join(', ')}`,
  );
  if (!settings.rateLimits)
    say('  RATE_LIMITS=off: there are no request limits. Never do this where others can reach it.');
  say('\nReady. Ctrl-C stops everything.');
};
