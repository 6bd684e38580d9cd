import type { ReactNode } from 'react';
import { CodeTalkFrame } from '@/components/frame.tsx';
import { requireVisitor, shell } from '@/server/page.ts';

export default async function MainLayout({ children }: { children: ReactNode }) {
  await requireVisitor();
  return <CodeTalkFrame shell={await shell()}>{children}</CodeTalkFrame>;
}
