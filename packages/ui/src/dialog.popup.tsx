'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import { DialogFoot, DialogHead } from './dialog.parts.tsx';
import type { DialogProps } from './dialog.tsx';
import { cn } from './lib/cn.ts';
import { backdropStyle } from './lib/popup-style.ts';
import type { LazyPopup } from './lib/use-lazy-popup.ts';

const widths = { sm: 'sm:max-w-100', md: 'sm:max-w-130', lg: 'sm:max-w-190' };

export type DialogPopupProps = Omit<DialogProps, 'open' | 'onOpenChange'> & { popup: LazyPopup };

/** The open dialog; only `dialog.tsx` loads it. */
export default function DialogPopup({
  popup,
  trigger,
  width = 'md',
  children,
  footer,
  ...head
}: DialogPopupProps) {
  return (
    <Base.Root open={popup.open} onOpenChange={popup.onPopupChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-start sm:p-4 sm:pt-[10dvh]">
          <Base.Popup
            finalFocus={trigger ? popup.anchor : undefined}
            className={cn(
              'flex max-h-[92dvh] w-full flex-col rounded-t-xl bg-raised shadow-float outline-none sm:max-h-[80dvh] sm:rounded-xl',
              'transition-[opacity,scale,translate] duration-150 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0',
              'max-sm:data-ending-style:translate-y-8 max-sm:data-starting-style:translate-y-8 sm:data-ending-style:scale-[0.98] sm:data-starting-style:scale-[0.98]',
              widths[width],
            )}
          >
            <DialogHead {...head} className={head.titleHidden ? 'pb-0' : undefined} />
            {children ? <div className="min-h-0 overflow-y-auto px-5 py-1">{children}</div> : null}
            <DialogFoot>{footer}</DialogFoot>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
