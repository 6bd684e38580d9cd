import type { ReactNode } from 'react';
import { cn } from './lib/cn.ts';

export type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  /** Leaves the inside without padding, for tables and lists. */
  flush?: boolean;
  className?: string;
  children?: ReactNode;
};

/** A framed part of a page. One level deep: a card in a card is a heading. */
export function Card({ title, description, actions, footer, flush, className, children }: CardProps) {
  return (
    <section className={cn('flex min-w-0 flex-col rounded-lg border border-line bg-surface', className)}>
      {title || actions ? (
        <div
          className={cn('flex flex-wrap items-start justify-between gap-3 px-4 pt-3.5', flush && 'pb-3.5')}
        >
          <div className="min-w-0">
            <h2 dir="auto" className="font-semibold text-base text-ink">
              {title}
            </h2>
            {description ? <p className="mt-0.5 text-ink-faint text-sm">{description}</p> : null}
          </div>
          {actions ? <div className="-my-1 flex items-center gap-2">{actions}</div> : null}
        </div>
      ) : null}
      {children ? <div className={cn('min-w-0 flex-1', !flush && 'p-4')}>{children}</div> : null}
      {footer ? (
        <div className="rounded-b-lg border-t bg-canvas px-4 py-2.5 text-ink-soft text-sm">{footer}</div>
      ) : null}
    </section>
  );
}

export type StatProps = {
  label: ReactNode;
  value: ReactNode;
  hint?: ReactNode;
  icon?: ReactNode;
  className?: string;
};

/** One figure with its name. */
export function Stat({ label, value, hint, icon, className }: StatProps) {
  return (
    <div className={cn('min-w-0 rounded-lg border border-line bg-surface p-4', className)}>
      <div className="flex items-center gap-2 text-ink-faint text-sm [&_svg]:size-4">
        {icon}
        <span className="truncate">{label}</span>
      </div>
      <p className="mt-1.5 truncate font-semibold text-2xl text-ink tabular-nums">{value}</p>
      {hint ? <p className="mt-0.5 text-ink-faint text-sm">{hint}</p> : null}
    </div>
  );
}
