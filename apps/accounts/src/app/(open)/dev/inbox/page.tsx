import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DevInbox } from '@/features/notifications/components/dev-inbox.tsx';
import { app } from '@/server/app.ts';
import { hasDevInbox } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('devInbox'))('title'),
});

const only = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

/** Every message as it would have gone out; there only with the embedded mail driver, on one machine. */
export default async function DevInboxPage({ searchParams }: PageProps<'/dev/inbox'>) {
  if (!(await hasDevInbox())) notFound();
  const query = await searchParams;
  const to = only(query.to);
  const { items } = await app().platform.services.notifications.devInbox(to);
  return <DevInbox items={items} to={to} chosen={only(query.id)} />;
}
