import '@portfolio/ui/styles.css';
import { Document } from '@portfolio/platform/react/shell/document';
import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { shell } from '@/server/page.ts';
import { ClientProvider } from '@/trpc/client.ts';

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations('app');
  return {
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('description'),
    icons: '/icon.svg',
  };
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <Document shell={await shell()} nowMs={Date.now()}>
      <NextIntlClientProvider>
        <ClientProvider>{children}</ClientProvider>
      </NextIntlClientProvider>
    </Document>
  );
}
