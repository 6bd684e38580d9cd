import { createCallerFactory } from '@portfolio/platform/kernel/trpc';
import { createPages } from '@portfolio/platform/shell/pages';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { app } from './app.ts';
import { mayReadDevInbox } from './dev-inbox.ts';

export const { visitor, requireVisitor, shell } = createPages(app);

/** The router, asked as the visitor of this page. */
export const caller = cache(async () => createCallerFactory(app().router)(await requireVisitor()));

/** Lets administrators through; for everybody else there is nothing at this address. */
export const requireAdmin = async (): Promise<void> => {
  const { actor } = await requireVisitor();
  if (!actor.admin) notFound();
};

/** True where messages stay on this machine and this visitor can read them at /dev/inbox. */
export const hasDevInbox = async (): Promise<boolean> =>
  mayReadDevInbox(app().platform.env, (await headers()).get('host'));
