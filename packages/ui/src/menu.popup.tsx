'use client';
import { Menu as Base } from '@base-ui/react/menu';
import { cn } from './lib/cn.ts';
import { MenuPartsContext } from './lib/menu-parts.ts';
import { popupStyle } from './lib/popup-style.ts';
import type { LazyPopup } from './lib/use-lazy-popup.ts';
import type { MenuProps } from './menu.tsx';

export type MenuPopupProps = Pick<MenuProps, 'align' | 'side' | 'className' | 'children'> & {
  popup: LazyPopup;
};

/** The open menu; only `menu.tsx` loads it. */
export default function MenuPopup({
  popup,
  align = 'start',
  side = 'bottom',
  className,
  children,
}: MenuPopupProps) {
  return (
    <MenuPartsContext value={Base}>
      <Base.Root modal={false} open={popup.open} onOpenChange={popup.onPopupChange}>
        <Base.Portal>
          <Base.Positioner
            anchor={popup.anchor}
            align={align}
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 outline-none"
          >
            <Base.Popup
              finalFocus={popup.anchor}
              className={cn(
                popupStyle,
                'max-h-(--available-height) min-w-48 max-w-80 overflow-y-auto p-1',
                className,
              )}
            >
              {children}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </MenuPartsContext>
  );
}
