'use client';
import { lazy, type ReactNode, Suspense } from 'react';
import { useLazyPopup } from './lib/use-lazy-popup.ts';
import { Trigger, type TriggerElement } from './trigger.tsx';

const load = () => import('./popover.popup.tsx');
const PopoverPopup = lazy(load);

export type PopoverProps = {
  trigger: TriggerElement;
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
export function Popover({ trigger, open, onOpenChange, ...looks }: PopoverProps) {
  const popup = useLazyPopup({ open, onOpenChange, load, kind: 'dialog' });
  return (
    <>
      <Trigger element={trigger} anchor={popup.anchor} props={popup.triggerProps} />
      {popup.wanted ? (
        <Suspense fallback={null}>
          <PopoverPopup {...looks} popup={popup} />
        </Suspense>
      ) : null}
    </>
  );
}
