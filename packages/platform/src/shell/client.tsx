'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
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

const makeClient = <R extends AnyTRPCRouter>() =>
  createTRPCClient<R>({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink(plain({ url: '/api/trpc' })),
        // A call with a version goes alone: the header that carries it is one of the whole request.
        false: splitLink({
          condition: (op) => op.context.ifMatch !== undefined,
          true: httpLink(
            plain({
              url: '/api/trpc',
              headers: ({ op }) => ({ 'if-match': `"${Number(op.context.ifMatch)}"` }),
            }),
          ),
          false: httpBatchLink(plain({ url: '/api/trpc', maxItems: 10 })),
        }),
      }),
    ],
  });

/** Our routers have no transformer; with the router still generic, tRPC's types cannot see that. */
type Asked = { op: { context: Record<string, unknown> } };
const plain = (options: {
  url: string;
  maxItems?: number;
  headers?: (asked: Asked) => Record<string, string>;
}) => options as never;

/**
 * The typed client of one app: `useTRPC` for TanStack Query options, `useTRPCClient` for plain calls. A call with
 * `{ context: { ifMatch: version } }` is refused with `conflict` when that version is no longer the one that stands.
 */
export const createClient = <R extends AnyTRPCRouter>() => {
  const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<R>();
  function ClientProvider({ children }: { children: ReactNode }) {
    const [queryClient] = useState(makeQueryClient);
    const [client] = useState(() => makeClient<R>());
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
