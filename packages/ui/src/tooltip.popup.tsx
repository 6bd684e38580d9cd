'use client';
import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { RefObject } from 'react';
import { Kbd } from './kbd.tsx';
import type { TooltipProps } from './tooltip.tsx';

export type TooltipPopupProps = Omit<TooltipProps, 'children'> & {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onClose: () => void;
};

/** The tooltip itself; only `tooltip.tsx` loads it. */
export default function TooltipPopup({
  anchor,
  open,
  onClose,
  label,
  shortcut,
  side = 'top',
}: TooltipPopupProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} sideOffset={6} className="pointer-events-none z-50">
          <Base.Popup className="popup-motion flex max-w-64 items-center gap-2 rounded-sm bg-inverse px-2 py-1 text-ink-inverse text-xs shadow-float">
            {label}
            {shortcut ? <Kbd keys={shortcut} tone="inverse" /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
