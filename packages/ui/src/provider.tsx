'use client';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { type ReactNode, useMemo } from 'react';
// For its listener, which has to be there before the router's.
import './lib/unsaved.ts';
import { UiContext } from './lib/use-ui.ts';
import { defaultWords, type UiWords } from './lib/words.ts';
import { ToastProvider } from './toast.tsx';

export type UiProviderProps = {
  children: ReactNode;
  locale?: string;
  timeZone?: string;
  nowMs?: number;
  direction?: 'ltr' | 'rtl';
  words?: Partial<UiWords>;
  /** The nonce of the Content Security Policy, for the few style elements that popups make. */
  nonce?: string;
};

/** Once, around everything in an app's root layout: locale, words, direction, tooltips and toasts. */
export function UiProvider({ children, direction = 'ltr', nonce, ...settings }: UiProviderProps) {
  const { locale = 'en', timeZone = 'UTC', nowMs, words } = settings;
  const value = useMemo(
    () => ({ locale, timeZone, nowMs, words: { ...defaultWords, ...words } }),
    [locale, timeZone, nowMs, words],
  );
  return (
    <UiContext value={value}>
      <CSPProvider nonce={nonce} disableStyleElements={!nonce}>
        <DirectionProvider direction={direction}>
          <ToastProvider>
            <div className="isolate min-h-dvh">{children}</div>
          </ToastProvider>
        </DirectionProvider>
      </CSPProvider>
    </UiContext>
  );
}
