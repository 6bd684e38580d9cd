import type { ReactNode } from 'react';
import { EducationellyFrame } from '@/components/frame.tsx';
import { requireVisitor, shell } from '@/server/page.ts';

export default async function MainLayout({ children }: { children: ReactNode }) {
  await requireVisitor();
  return <EducationellyFrame shell={await shell()}>{children}</EducationellyFrame>;
}
