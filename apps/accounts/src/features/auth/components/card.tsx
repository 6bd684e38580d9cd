import { AppMark } from '@portfolio/ui/marks';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';

/** The one card of a page at the front door. */
export async function AuthCard({
  title,
  lead,
  children,
  footer,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
}) {
  const t = await getTranslations();
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex flex-col items-center gap-3">
          <AppMark app="accounts" className="size-10" />
          <p className="font-semibold text-ink text-lg">{t('brand')}</p>
        </div>
        <section className="rounded-xl border bg-raised p-6 shadow-card sm:p-8">
          <h1 className="wrap-anywhere font-semibold text-2xl text-ink">{title}</h1>
          {lead ? <div className="wrap-anywhere mt-1.5 text-base text-ink-soft">{lead}</div> : null}
          {children ? <div className="mt-6">{children}</div> : null}
        </section>
        {footer ? <div className="mt-5 text-center text-base text-ink-soft">{footer}</div> : null}
      </div>
    </main>
  );
}
