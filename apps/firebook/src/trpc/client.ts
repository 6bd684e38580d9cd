'use client';
import { createClient } from '@portfolio/platform/react/shell/client';
import type { AppRouter } from '@/server/app.ts';

export const { ClientProvider, useTRPC, useTRPCClient } = createClient<AppRouter>();
