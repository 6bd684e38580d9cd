import { MissingPage, WholePage } from '@portfolio/platform/react/shell/missing-page';
import { AccountsFrame } from '@/components/frame.tsx';
import { hasDevInbox, shell } from '@/server/page.ts';

export default async function NotFound() {
  const data = await shell();
  if (data.user)
    return (
      <AccountsFrame shell={data} devInbox={await hasDevInbox()}>
        <MissingPage />
      </AccountsFrame>
    );
  return (
    <WholePage>
      <MissingPage />
    </WholePage>
  );
}
