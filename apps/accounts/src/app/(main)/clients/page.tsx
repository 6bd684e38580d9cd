import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Clients } from '@/features/auth/components/clients.tsx';
import { caller, requireAdmin, shell } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('clients'))('title'),
});

export default async function ClientsPage() {
  await requireAdmin();
  const [clients, { origins }] = await Promise.all([(await caller()).auth.clients(), shell()]);
  return <Clients initial={clients} issuer={origins.accounts} />;
}
