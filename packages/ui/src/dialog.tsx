'use client';
import { lazy, type ReactNode, Suspense } from 'react';
import { useLazyPopup } from './lib/use-lazy-popup.ts';
import { Trigger, type TriggerElement } from './trigger.tsx';

const load = () => import('./dialog.popup.tsx');
const DialogPopup = lazy(load);

export type DialogProps = {
  /** The control that opens it; leave out when `open` is given. */
  trigger?: TriggerElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  /** Keeps the title for screen readers alone. */
  titleHidden?: boolean;
  description?: ReactNode;
  /** Buttons, the main one last; they stay in view while the content scrolls. */
  footer?: ReactNode;
  width?: 'sm' | 'md' | 'lg';
  children?: ReactNode;
};

/** A task above the page. `Esc`, the cross and a click outside close it; on a phone it rises from the bottom. */
export function Dialog({ open, onOpenChange, ...props }: DialogProps) {
  const popup = useLazyPopup({ open, onOpenChange, load, kind: 'dialog' });
  return (
    <>
      {props.trigger ? (
        <Trigger element={props.trigger} anchor={popup.anchor} props={popup.triggerProps} />
      ) : null}
      {popup.wanted ? (
        <Suspense fallback={null}>
          <DialogPopup {...props} popup={popup} />
        </Suspense>
      ) : null}
    </>
  );
}
