import { toDomainError } from '@portfolio/platform/kernel/errors';
import { createCallerFactory } from '@portfolio/platform/kernel/trpc';
import { createPages } from '@portfolio/platform/shell/pages';
import { notFound } from 'next/navigation';
import { app } from './app.ts';

export const { visitor, requireVisitor, shell } = createPages(app);

/** Calls procedures as the page's visitor, in the district of the page's address if there is one. */
export const callerIn = async (tenant?: string) => {
  const context = await requireVisitor();
  return createCallerFactory(app().router)({ ...context, request: { ...context.request, tenant } });
};

/** What a call answers; the "nothing here" page for whatever the visitor may not see. */
export const orNotFound = async <T>(call: Promise<T>): Promise<T> =>
  call.catch((error: unknown) => {
    const status = toDomainError(error)?.code;
    if (status === 'not_found' || status === 'validation_failed' || status === 'forbidden') return notFound();
    throw error;
  });
