import type { ReactNode } from 'react';
import { EducationellyFrame } from '@/components/frame.tsx';
import { DistrictProvider } from '@/features/students/components/district.tsx';
import { callerIn, orNotFound, shell } from '@/server/page.ts';
import { ClientProvider } from '@/trpc/client.ts';

type Props = { children: ReactNode; params: Promise<{ slug: string }> };

export default async function DistrictLayout({ children, params }: Props) {
  const { slug } = await params;
  const { items } = await orNotFound((await callerIn(slug)).districts.list());
  const data = await shell();
  return (
    <ClientProvider key={slug} headers={{ 'x-district-id': slug }}>
      <DistrictProvider districts={items} userId={data.user?.id ?? ''}>
        <EducationellyFrame shell={data}>{children}</EducationellyFrame>
      </DistrictProvider>
    </ClientProvider>
  );
}
