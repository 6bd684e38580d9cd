'use client';
import { lazy, type ReactNode, Suspense } from 'react';
import { useLazyPopup } from './lib/use-lazy-popup.ts';
import { Trigger, type TriggerElement } from './trigger.tsx';

const load = () => import('./sheet.popup.tsx');
const SheetPopup = lazy(load);

export type SheetProps = {
  trigger?: TriggerElement;
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

/** A panel at an edge of the window, over the page. */
export function Sheet({ open, onOpenChange, ...props }: SheetProps) {
  const popup = useLazyPopup({ open, onOpenChange, load, kind: 'dialog' });
  return (
    <>
      {props.trigger ? (
        <Trigger element={props.trigger} anchor={popup.anchor} props={popup.triggerProps} />
      ) : null}
      {popup.wanted ? (
        <Suspense fallback={null}>
          <SheetPopup {...props} popup={popup} />
        </Suspense>
      ) : null}
    </>
  );
}
