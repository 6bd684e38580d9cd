'use client';
import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd.tsx';

export type TooltipProps = {
  label: ReactNode;
  /** Shown after the label, such as `mod+k`. */
  shortcut?: string;
  side?: 'top' | 'bottom' | 'inline-start' | 'inline-end';
  children: ReactElement<Record<string, unknown>>;
};

/** Names a control on hover and focus. It adds nothing that the control's own name does not say. */
export function Tooltip({ label, shortcut, side = 'top', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="popup-motion flex max-w-64 items-center gap-2 rounded-sm bg-inverse px-2 py-1 text-ink-inverse text-xs shadow-float">
            {label}
            {shortcut ? <Kbd keys={shortcut} tone="inverse" /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
