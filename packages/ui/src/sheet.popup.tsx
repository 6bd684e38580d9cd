'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import { DialogFoot, DialogHead } from './dialog.parts.tsx';
import { cn } from './lib/cn.ts';
import { backdropStyle } from './lib/popup-style.ts';
import type { LazyPopup } from './lib/use-lazy-popup.ts';
import type { SheetProps } from './sheet.tsx';

const sides = {
  start:
    'inset-y-0 start-0 w-80 max-w-[85vw] data-ending-style:-translate-x-full data-starting-style:-translate-x-full rtl:data-ending-style:translate-x-full rtl:data-starting-style:translate-x-full',
  end: 'inset-y-0 end-0 w-120 max-w-full data-ending-style:translate-x-full data-starting-style:translate-x-full rtl:data-ending-style:-translate-x-full rtl:data-starting-style:-translate-x-full',
  bottom:
    'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-xl data-ending-style:translate-y-full data-starting-style:translate-y-full',
};

export type SheetPopupProps = Omit<SheetProps, 'open' | 'onOpenChange'> & { popup: LazyPopup };

/** The open sheet; only `sheet.tsx` loads it. */
export default function SheetPopup(props: SheetPopupProps) {
  const {
    popup,
    trigger,
    title,
    titleHidden,
    description,
    footer,
    side = 'end',
    className,
    children,
  } = props;
  return (
    <Base.Root open={popup.open} onOpenChange={popup.onPopupChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Popup
          finalFocus={trigger ? popup.anchor : undefined}
          className={cn(
            'fixed z-50 flex flex-col bg-raised shadow-float outline-none transition-[translate] duration-180 ease-out',
            sides[side],
            className,
          )}
        >
          <DialogHead
            {...{ title, titleHidden, description }}
            className={titleHidden ? 'absolute end-0 top-0 z-10' : undefined}
          />
          <div className={cn('min-h-0 flex-1 overflow-y-auto', !titleHidden && 'px-5 py-1')}>{children}</div>
          {footer ? <DialogFoot>{footer}</DialogFoot> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
