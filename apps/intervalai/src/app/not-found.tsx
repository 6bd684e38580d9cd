import { MissingPage, WholePage } from '@portfolio/platform/react/shell/missing-page';
import { IntervalAIFrame } from '@/components/frame.tsx';
import { shell } from '@/server/page.ts';

export default async function NotFound() {
  const data = await shell();
  if (data.user)
    return (
      <IntervalAIFrame shell={data}>
        <MissingPage />
      </IntervalAIFrame>
    );
  return (
    <WholePage>
      <MissingPage />
    </WholePage>
  );
}
