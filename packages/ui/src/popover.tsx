'use client';
import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { cn } from './lib/cn.ts';
import { popupStyle } from './menu.tsx';

export type PopoverProps = {
  trigger: ReactElement<Record<string, unknown>>;
  /** Names the popover; shown as its heading unless `titleHidden`. */
  title: ReactNode;
  titleHidden?: boolean;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'inline-start' | 'inline-end';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
};

/** A small panel beside its button: filters, details, a short form. */
export function Popover({
  trigger,
  title,
  titleHidden,
  align = 'start',
  side = 'bottom',
  className,
  children,
  ...state
}: PopoverProps) {
  return (
    <Base.Root {...state}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
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
