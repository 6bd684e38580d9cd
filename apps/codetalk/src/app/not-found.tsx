import { MissingPage, WholePage } from '@portfolio/platform/react/shell/missing-page';
import { CodeTalkFrame } from '@/components/frame.tsx';
import { shell } from '@/server/page.ts';

export default async function NotFound() {
  const data = await shell();
  if (data.user)
    return (
      <CodeTalkFrame shell={data}>
        <MissingPage />
      </CodeTalkFrame>
    );
  return (
    <WholePage>
      <MissingPage />
    </WholePage>
  );
}
