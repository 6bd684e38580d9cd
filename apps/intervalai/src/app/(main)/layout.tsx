import type { ReactNode } from 'react';
import { IntervalAIFrame } from '@/components/frame.tsx';
import { requireVisitor, shell } from '@/server/page.ts';

export default async function MainLayout({ children }: { children: ReactNode }) {
  await requireVisitor();
  return <IntervalAIFrame shell={await shell()}>{children}</IntervalAIFrame>;
}
