import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Dashboard } from '@/features/dashboard/components/dashboard.tsx';
import { caller, shell } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('dashboard'))('title'),
});

export default async function DashboardPage() {
  const api = await caller();
  const [recent, unread, { user, origins }] = await Promise.all([
    api.search.recent({}),
    api.notifications.list({ unread: true, limit: 5 }),
    shell(),
  ]);
  if (!user) return null;
  return <Dashboard recent={recent} unread={unread} user={user} origins={origins} nowMs={Date.now()} />;
}
