import type { ReactNode } from 'react';
import { FireBookFrame } from '@/components/frame.tsx';
import { requireVisitor, shell } from '@/server/page.ts';

export default async function MainLayout({ children }: { children: ReactNode }) {
  await requireVisitor();
  return <FireBookFrame shell={await shell()}>{children}</FireBookFrame>;
}
