import { UiProvider } from '@portfolio/ui/provider';
import type { ReactNode } from 'react';
import type { ShellData } from './pages.ts';

const rightToLeft = new Set(['ar', 'he', 'fa', 'ur', 'ps', 'yi']);

/** The outermost of every page: language, theme, accent, and what all components share. */
export function Document({
  shell,
  nowMs,
  children,
}: {
  shell: ShellData;
  nowMs: number;
  children: ReactNode;
}) {
  const { app, language, theme, timeZone, nonce } = shell;
  const direction = rightToLeft.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
  return (
    <html lang="en" dir={direction} data-app={app} data-theme={theme} suppressHydrationWarning>
      <body>
        <UiProvider locale={language} timeZone={timeZone} nowMs={nowMs} direction={direction} nonce={nonce}>
          {children}
        </UiProvider>
      </body>
    </html>
  );
}
