'use client';
import { EmptyState } from '@portfolio/ui/empty-state';
import { buttonStyle } from '@portfolio/ui/lib/button-style';
import { AppMark } from '@portfolio/ui/marks';
import { QueryClientContext } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition, useContext } from 'react';
import messages from '../../messages/en.json' with { type: 'json' };
import type { AppName } from '../kernel/actor.ts';
import { WholePage } from './missing-page.tsx';

export type BrokenProps = { error: Error & { digest?: string }; reset: () => void };

/** Stands where a page could not be drawn: what is safe, another try, and the way out. */
export function BrokenPage({ error, reset }: BrokenProps) {
  const t = useTranslations('shell.broken');
  const router = useRouter();
  const queries = useContext(QueryClientContext);
  // What failed on the server is asked for anew, not only drawn again; so is the data that could not be drawn.
  const retry = (): void => {
    queries?.removeQueries({ type: 'inactive' });
    startTransition(() => {
      router.refresh();
      reset();
    });
  };
  return (
    <EmptyState
      icon={<CloudOff aria-hidden />}
      title={t('title')}
      actions={
        <>
          <a href="/" className={buttonStyle()}>
            {t('home')}
          </a>
          <button type="button" onClick={retry} className={buttonStyle('primary')}>
            {t('retry')}
          </button>
        </>
      }
    >
      <span role="alert">{t('text')}</span>
      {error.digest ? (
        <span className="block pt-1 text-sm">{t('digest', { digest: error.digest })}</span>
      ) : null}
    </EmptyState>
  );
}

/** Where the frame itself could not be drawn. */
export function BrokenWhole(props: BrokenProps) {
  return (
    <WholePage>
      <BrokenPage {...props} />
    </WholePage>
  );
}

/** The last resort, where not even language and theme are known: plain markup, a plain link. */
export function BrokenDocument({ app, error }: { app: AppName; error: BrokenProps['error'] }) {
  const words = messages.shell.broken;
  return (
    <html lang="en" data-app={app} data-theme="system">
      <body>
        <title>{words.title}</title>
        <WholePage>
          <div className="max-w-110 px-6 text-center">
            <AppMark app={app} className="mx-auto mb-5 size-10" />
            <h1 className="font-semibold text-2xl text-ink">{words.title}</h1>
            <p className="mt-2 text-base text-ink-soft">{words.text}</p>
            {error.digest ? (
              <p className="mt-1 text-ink-faint text-sm">{words.digest.replace('{digest}', error.digest)}</p>
            ) : null}
            <p className="mt-6 flex justify-center gap-4 text-base">
              <button
                type="button"
                onClick={() => location.reload()}
                className="font-medium text-accent-ink underline"
              >
                {words.retry}
              </button>
              <a href="/" className="font-medium text-accent-ink underline">
                {words.home}
              </a>
            </p>
          </div>
        </WholePage>
      </body>
    </html>
  );
}
