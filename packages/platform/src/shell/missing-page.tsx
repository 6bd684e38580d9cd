'use client';
import { EmptyState } from '@portfolio/ui/empty-state';
import { buttonStyle } from '@portfolio/ui/lib/button-style';
import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';

/** Back to where one came from; not there in a tab that came from nowhere. */
function BackButton() {
  const t = useTranslations('shell.missing');
  const [can, setCan] = useState(false);
  useEffect(() => setCan(window.history.length > 1), []);
  return can ? (
    <button type="button" onClick={() => window.history.back()} className={buttonStyle()}>
      {t('back')}
    </button>
  ) : null;
}

/**
 * What a wrong address, and one that is not for this visitor, shows alike. Every page brings it along, so it is plain: the
 * router's link would come once more with it.
 */
export function MissingPage() {
  const t = useTranslations('shell.missing');
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t('title')}
      actions={
        <>
          <BackButton />
          <a href="/" className={buttonStyle('primary')}>
            {t('home')}
          </a>
        </>
      }
    >
      {t('text')}
    </EmptyState>
  );
}

/** The room of a state where no frame stands around it. */
export function WholePage({ children }: { children: ReactNode }) {
  return <main className="grid min-h-dvh place-items-center bg-canvas">{children}</main>;
}
