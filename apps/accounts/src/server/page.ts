import { createCallerFactory } from '@portfolio/platform/kernel/trpc';
import { createPages } from '@portfolio/platform/shell/pages';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { app } from './app.ts';

export const { visitor, requireVisitor, shell } = createPages(app);

/** The router, asked as the visitor of this page. */
export const caller = cache(async () => createCallerFactory(app().router)(await requireVisitor()));

/** Lets administrators through; for everybody else there is nothing at this address. */
export const requireAdmin = async (): Promise<void> => {
  const { actor } = await requireVisitor();
  if (!actor.admin) notFound();
};

/** True where messages stay on this machine and can be read at /dev/inbox. */
export const hasDevInbox = (): boolean => {
  const { env } = app().platform;
  return env.local && !env.mail.smtpUrl;
};
