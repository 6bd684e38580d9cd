'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { AlertDialog } from './alert-dialog.tsx';
import { hearPopFirst, standGuard } from './lib/unsaved.ts';
import { useUi } from './lib/use-ui.ts';

/** The address that a click leads to by a soft navigation, or null: new tabs, other origins and downloads lose nothing. */
function targetOf(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || link.download || (link.target && link.target !== '_self')) return null;
  const url = new URL(link.href);
  if (url.origin !== location.origin || url.pathname.startsWith('/api/')) return null;
  return url.pathname + url.search === location.pathname + location.search ? null : url.href;
}

const indexNow = (): number =>
  typeof navigation === 'undefined' ? 0 : (navigation.currentEntry?.index ?? 0);

type Ask = (go: () => void) => void;

/**
 * Back and forward: the browser has moved already, so it is moved back and the person is asked. Next hears of neither,
 * and draws no other page.
 */
function watchHistory(ask: Ask): () => void {
  const home = indexNow();
  let state: 'here' | 'returning' | 'leaving' = 'here';
  const onPop = (event: PopStateEvent): void => {
    if (state === 'leaving') return;
    event.stopImmediatePropagation();
    if (state === 'returning') {
      state = 'here';
      return;
    }
    const steps = indexNow() - home || -1;
    state = 'returning';
    history.go(-steps);
    ask(() => {
      state = 'leaving';
      history.go(steps);
    });
  };
  return hearPopFirst(onPop);
}

function watchLinks(ask: Ask, push: (href: string) => void): () => void {
  const onClick = (event: MouseEvent): void => {
    const href = targetOf(event);
    if (href === null) return;
    event.preventDefault();
    event.stopPropagation();
    ask(() => push(href));
  };
  document.addEventListener('click', onClick, true);
  return () => document.removeEventListener('click', onClick, true);
}

const stay = (event: BeforeUnloadEvent): void => event.preventDefault();

/**
 * Asks before half-typed work is dropped: by a link, by back, by closing the tab, and by whatever calls `leave`. What it
 * returns is the question; draw it within the form, so that it stands above a sheet that the form is in.
 */
export function useUnsaved(dirty: boolean): ReactNode {
  const { words } = useUi();
  const router = useRouter();
  const [asked, setAsked] = useState<{ go: () => void } | null>(null);
  useEffect(() => {
    if (!dirty) return;
    const ask: Ask = (go) => setAsked({ go });
    const stops = [
      standGuard({ ask }),
      watchLinks(ask, (href) => router.push(href)),
      watchHistory(ask),
      () => window.removeEventListener('beforeunload', stay),
    ];
    window.addEventListener('beforeunload', stay);
    return () => {
      for (const stop of stops) stop();
    };
  }, [dirty, router]);
  return (
    <AlertDialog
      open={asked !== null}
      onOpenChange={(open) => {
        if (!open) setAsked(null);
      }}
      title={words.unsavedTitle}
      description={words.unsavedText}
      confirmLabel={words.unsavedDiscard}
      cancelLabel={words.unsavedStay}
      onConfirm={() => {
        setAsked(null);
        asked?.go();
      }}
    />
  );
}
