import { ButtonLink } from '@portfolio/ui/button';
import type { AppId } from '@portfolio/ui/lib/marks';
import { AppMark } from '@portfolio/ui/marks';

type Props = { app: AppId; title: string; text: string; action: string; href: string };

/** A page with one message and the one thing to do next. */
export function NoticePage({ app, title, text, action, href }: Props) {
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas px-4 py-10">
      <div className="w-full max-w-sm text-center">
        <AppMark app={app} className="mx-auto mb-5 size-10" />
        <h1 className="font-semibold text-2xl text-ink">{title}</h1>
        <p className="mt-2 mb-6 text-base text-ink-soft">{text}</p>
        <ButtonLink href={href} variant="primary" prefetch={false} className="h-10 justify-center px-6">
          {action}
        </ButtonLink>
      </div>
    </main>
  );
}
