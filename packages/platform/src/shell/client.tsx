'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  type Operation,
  splitLink,
  type TRPCLink,
} from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../kernel/errors.ts';

export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 2 && (problemOf(error)?.status ?? 500) >= 500,
      },
    },
  });

const isVersion = (value: unknown): value is number => typeof value === 'number';

/** The headers of one call: those of all, and `If-Match` where its context carries the version that was seen. */
const headersOf = (all: Record<string, string>, context: Record<string, unknown>): Record<string, string> =>
  isVersion(context.ifMatch) ? { ...all, 'if-match': `"${context.ifMatch}"` } : all;

let leaving = false;

/** Goes to sign in, and from there back to this very page. */
export const goToSignIn = (): void => {
  if (leaving) return;
  leaving = true;
  // Who has something unsaved may choose to stay; the next call asks again then.
  setTimeout(() => {
    leaving = false;
  }, 5_000);
  const { pathname, search, hash } = location;
  const back = encodeURIComponent(pathname + search + hash);
  const atFrontDoor = document.documentElement.dataset.app === 'accounts';
  location.assign(
    atFrontDoor ? `/signin?ended=1&continue=${back}` : `/api/auth/start?ended=1&callbackUrl=${back}`,
  );
};

/** A call that nobody is signed in for any more leads to sign-in; a query says nothing meanwhile. */
export const signedOutLink =
  <R extends AnyTRPCRouter>(): TRPCLink<R> =>
  () =>
  ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error: (error) => {
          const signedOut = problemOf(error)?.code === 'unauthenticated';
          if (signedOut) goToSignIn();
          if (!signedOut || op.type !== 'query') observer.error(error);
        },
      }),
    );

const makeClient = <R extends AnyTRPCRouter>(headers: Record<string, string>) =>
  createTRPCClient<R>({
    links: [
      signedOutLink<R>(),
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink(plain({ url: '/api/trpc' })),
        // A version belongs to one call alone, so that call is not batched with others.
        false: splitLink({
          condition: (op) => isVersion(op.context.ifMatch),
          true: httpLink(plain({ url: '/api/trpc', headers: ({ op }) => headersOf(headers, op.context) })),
          false: httpBatchLink(plain({ url: '/api/trpc', maxItems: 10, headers })),
        }),
      }),
    ],
  });

/** Our routers have no transformer; with the router still generic, tRPC's types cannot see that. */
const plain = (options: {
  url: string;
  maxItems?: number;
  headers?: Record<string, string> | ((call: { op: Operation }) => Record<string, string>);
}) => options as never;

/** The typed client of one app: `useTRPC` for TanStack Query options, `useTRPCClient` for plain calls. */
export const createClient = <R extends AnyTRPCRouter>() => {
  const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<R>();
  /** `headers` go with each call; give the provider another `key` when they change. */
  function ClientProvider({
    headers = {},
    children,
  }: {
    headers?: Record<string, string>;
    children: ReactNode;
  }) {
    const [queryClient] = useState(makeQueryClient);
    const [client] = useState(() => makeClient<R>(headers));
    return (
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          {children}
        </TRPCProvider>
      </QueryClientProvider>
    );
  }
  return { ClientProvider, useTRPC, useTRPCClient };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
/** A problem document was checked to be one by its code and status. */
const asProblem = (value: Record<string, unknown>) => value as Problem;

/** The problem document behind an error of a call, if the server sent one. */
export const problemOf = (error: unknown): Problem | null => {
  if (!isObject(error) || !isObject(error.data) || !isObject(error.data.problem)) return null;
  const { problem } = error.data;
  return typeof problem.code === 'string' && typeof problem.status === 'number' ? asProblem(problem) : null;
};

/** What to tell the person: the server's own words, or that it could not be reached and nothing is lost. */
export const messageOf = (error: unknown): string =>
  problemOf(error)?.detail ?? 'The server could not be reached. Nothing was lost; try again in a moment.';
