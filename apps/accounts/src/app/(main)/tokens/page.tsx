import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Tokens } from '@/features/auth/components/tokens.tsx';
import { caller, shell } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('tokens'))('title'),
});

export default async function TokensPage() {
  const [tokens, { admin }] = await Promise.all([(await caller()).auth.tokens(), shell()]);
  return <Tokens initial={tokens} admin={admin} />;
}
