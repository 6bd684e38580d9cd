import type { ReactNode } from 'react';
import { AccountsFrame } from '@/components/frame.tsx';
import { hasDevInbox, requireVisitor, shell } from '@/server/page.ts';

export default async function MainLayout({ children }: { children: ReactNode }) {
  await requireVisitor();
  return (
    <AccountsFrame shell={await shell()} devInbox={await hasDevInbox()}>
      {children}
    </AccountsFrame>
  );
}
