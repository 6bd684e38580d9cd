'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactElement, ReactNode } from 'react';
import { backdropStyle, DialogClose, DialogFoot } from './dialog.tsx';
import { cn } from './lib/cn.ts';

export type SheetProps = {
  trigger?: ReactElement<Record<string, unknown>>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  titleHidden?: boolean;
  description?: ReactNode;
  footer?: ReactNode;
  /** The edge it slides from. `end` suits details, `start` navigation, `bottom` a phone's choices. */
  side?: 'start' | 'end' | 'bottom';
  className?: string;
  children: ReactNode;
};

const sides = {
  start:
    'inset-y-0 start-0 w-80 max-w-[85vw] data-ending-style:-translate-x-full data-starting-style:-translate-x-full rtl:data-ending-style:translate-x-full rtl:data-starting-style:translate-x-full',
  end: 'inset-y-0 end-0 w-120 max-w-full data-ending-style:translate-x-full data-starting-style:translate-x-full rtl:data-ending-style:-translate-x-full rtl:data-starting-style:-translate-x-full',
  bottom:
    'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-xl data-ending-style:translate-y-full data-starting-style:translate-y-full',
};

/** A panel at an edge of the window, over the page. */
export function Sheet({
  trigger,
  title,
  titleHidden,
  description,
  footer,
  side = 'end',
  className,
  children,
  ...state
}: SheetProps) {
  return (
    <Base.Root {...state}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={cn(backdropStyle, 'fixed')} />
        <Base.Popup
          className={cn(
            'fixed z-50 flex flex-col bg-raised shadow-float outline-none transition-transform duration-180 ease-out',
            sides[side],
            className,
          )}
        >
          <div
            className={cn(
              'flex items-start gap-3 px-5 pt-4 pb-3',
              titleHidden && 'absolute end-0 top-0 z-10',
            )}
          >
            <div className="min-w-0 flex-1">
              <Base.Title className={cn('font-semibold text-ink text-lg', titleHidden && 'sr-only')}>
                {title}
              </Base.Title>
              {description ? (
                <Base.Description className="mt-1 text-ink-soft">{description}</Base.Description>
              ) : null}
            </div>
            <DialogClose />
          </div>
          <div className={cn('min-h-0 flex-1 overflow-y-auto', !titleHidden && 'px-5 py-1')}>{children}</div>
          {footer ? <DialogFoot>{footer}</DialogFoot> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
