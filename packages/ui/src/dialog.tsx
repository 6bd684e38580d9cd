'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { buttonStyle } from './lib/button-style.ts';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';

type Widths = 'sm' | 'md' | 'lg';
const widths: Record<Widths, string> = { sm: 'sm:max-w-100', md: 'sm:max-w-130', lg: 'sm:max-w-190' };

export const backdropStyle =
  'absolute inset-0 z-40 min-h-dvh bg-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';

export type DialogProps = {
  /** The control that opens it; leave out when `open` is given. */
  trigger?: ReactElement<Record<string, unknown>>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  /** Keeps the title for screen readers alone. */
  titleHidden?: boolean;
  description?: ReactNode;
  /** Buttons, the main one last; they stay in view while the content scrolls. */
  footer?: ReactNode;
  width?: Widths;
  children?: ReactNode;
};

/** A task above the page. `Esc`, the cross and a click outside close it; on a phone it rises from the bottom. */
export function Dialog({
  trigger,
  title,
  titleHidden,
  description,
  footer,
  width = 'md',
  children,
  ...state
}: DialogProps) {
  return (
    <Base.Root {...state}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={cn(backdropStyle, 'fixed')} />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-start sm:p-4 sm:pt-[10dvh]">
          <Base.Popup
            className={cn(
              'flex max-h-[92dvh] w-full flex-col rounded-t-xl bg-raised shadow-float outline-none sm:max-h-[80dvh] sm:rounded-xl',
              'transition-[opacity,scale,translate] duration-150 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0',
              'max-sm:data-ending-style:translate-y-8 max-sm:data-starting-style:translate-y-8 sm:data-ending-style:scale-[0.98] sm:data-starting-style:scale-[0.98]',
              widths[width],
            )}
          >
            <DialogHead title={title} titleHidden={titleHidden} description={description} />
            {children ? <div className="min-h-0 overflow-y-auto px-5 py-1">{children}</div> : null}
            <DialogFoot>{footer}</DialogFoot>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

function DialogHead({
  title,
  titleHidden,
  description,
}: Pick<DialogProps, 'title' | 'titleHidden' | 'description'>) {
  return (
    <div className={cn('flex items-start gap-3 px-5 pt-4 pb-3', titleHidden && 'pb-0')}>
      <div className="min-w-0 flex-1">
        <Base.Title className={cn('font-semibold text-ink text-lg', titleHidden && 'sr-only')}>
          {title}
        </Base.Title>
        {description ? (
          <Base.Description className="mt-1 text-base text-ink-soft">{description}</Base.Description>
        ) : null}
      </div>
      <DialogClose />
    </div>
  );
}

/** The cross that closes the dialog or sheet around it. */
export function DialogClose() {
  const { words } = useUi();
  return (
    <Base.Close aria-label={words.close} className={cn(buttonStyle('ghost', 'md', 'icon'), '-me-2 -mt-1')}>
      <X aria-hidden />
    </Base.Close>
  );
}

export function DialogFoot({ children }: { children: ReactNode }) {
  if (!children) return <div className="pb-[max(1rem,env(safe-area-inset-bottom))]" />;
  return (
    <div className="flex flex-wrap justify-end gap-2 px-5 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))] max-sm:flex-col-reverse">
      {children}
    </div>
  );
}
