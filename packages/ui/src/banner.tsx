'use client';
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonStyle } from './lib/button-style.ts';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';

export type BannerTone = 'info' | 'success' | 'warning' | 'danger';

const looks: Record<BannerTone, { box: string; icon: ReactNode }> = {
  info: { box: 'border-info-line bg-info-wash [--tone:var(--info-ink)]', icon: <Info aria-hidden /> },
  success: {
    box: 'border-success-line bg-success-wash [--tone:var(--success-ink)]',
    icon: <CircleCheck aria-hidden />,
  },
  warning: {
    box: 'border-warning-line bg-warning-wash [--tone:var(--warning-ink)]',
    icon: <TriangleAlert aria-hidden />,
  },
  danger: {
    box: 'border-danger-line bg-danger-wash [--tone:var(--danger-ink)]',
    icon: <CircleAlert aria-hidden />,
  },
};

export type BannerProps = {
  tone?: BannerTone;
  title: ReactNode;
  /** What is safe and what to do. */
  children?: ReactNode;
  actions?: ReactNode;
  onDismiss?: () => void;
  className?: string;
};

/** Something about this page that stays until it is dealt with. Danger and warning are read out at once. */
export function Banner({ tone = 'info', title, children, actions, onDismiss, className }: BannerProps) {
  const { words } = useUi();
  const urgent = tone === 'danger' || tone === 'warning';
  return (
    <div
      role={urgent ? 'alert' : 'status'}
      className={cn(
        'flex min-w-0 items-start gap-3 rounded-lg border px-3.5 py-3',
        looks[tone].box,
        className,
      )}
    >
      <span className="mt-0.5 text-(--tone) [&_svg]:size-4">{looks[tone].icon}</span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="font-medium text-base text-ink">{title}</p>
          {children ? <div className="mt-0.5 text-ink-soft text-sm">{children}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {onDismiss ? (
        <button
          type="button"
          aria-label={words.dismiss}
          onClick={onDismiss}
          className={cn(buttonStyle('ghost', 'sm', 'icon'), '-me-1.5 -mt-1')}
        >
          <X aria-hidden />
        </button>
      ) : null}
    </div>
  );
}
