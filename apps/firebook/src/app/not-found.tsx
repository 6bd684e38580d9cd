import { MissingPage, WholePage } from '@portfolio/platform/react/shell/missing-page';
import { FireBookFrame } from '@/components/frame.tsx';
import { shell } from '@/server/page.ts';

export default async function NotFound() {
  const data = await shell();
  if (data.user)
    return (
      <FireBookFrame shell={data}>
        <MissingPage />
      </FireBookFrame>
    );
  return (
    <WholePage>
      <MissingPage />
    </WholePage>
  );
}
