import type { ReactNode } from 'react';
import { AccountsFrame } from '@/components/frame.tsx';
import { hasDevInbox, shell } from '@/server/page.ts';

/** Pages for whoever comes, signed in or not. */
export default async function OpenLayout({ children }: { children: ReactNode }) {
  return (
    <AccountsFrame shell={await shell()} devInbox={await hasDevInbox()}>
      {children}
    </AccountsFrame>
  );
}
