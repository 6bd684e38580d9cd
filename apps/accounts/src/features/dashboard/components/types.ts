import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@/server/app.ts';

type Outputs = inferRouterOutputs<AppRouter>;

/** What is there in each app, the newest of it, and what waits to be read. */
export type Recent = Outputs['search']['recent'];
export type RecentApp = Recent['items'][number];
export type Unread = Outputs['notifications']['list'];
export type CardApp = 'educationelly' | 'codetalk' | 'firebook' | 'intervalai';
