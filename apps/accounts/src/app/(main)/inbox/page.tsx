import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Inbox } from '@/features/notifications/components/inbox.tsx';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('inbox'))('title'),
});

export default function InboxPage() {
  return <Inbox />;
}
