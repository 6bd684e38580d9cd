'use client';
import { Popover as Base } from '@base-ui/react/popover';
import { cn } from './lib/cn.ts';
import { popupStyle } from './lib/popup-style.ts';
import type { LazyPopup } from './lib/use-lazy-popup.ts';
import type { PopoverProps } from './popover.tsx';

export type PopoverPopupProps = Omit<PopoverProps, 'trigger' | 'open' | 'onOpenChange'> & {
  popup: LazyPopup;
};

/** The open popover; only `popover.tsx` loads it. */
export default function PopoverPopup(props: PopoverPopupProps) {
  const { popup, title, titleHidden, align = 'start', side = 'bottom', className, children } = props;
  return (
    <Base.Root open={popup.open} onOpenChange={popup.onPopupChange}>
      <Base.Portal>
        <Base.Positioner
          anchor={popup.anchor}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50"
        >
          <Base.Popup
            finalFocus={popup.anchor}
            className={cn(
              popupStyle,
              'max-h-(--available-height) w-80 max-w-(--available-width) overflow-y-auto p-4',
              className,
            )}
          >
            <Base.Title className={cn('mb-2 font-semibold text-base', titleHidden && 'sr-only')}>
              {title}
            </Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
