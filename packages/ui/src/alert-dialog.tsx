'use client';
import { lazy, type ReactNode, Suspense } from 'react';
import { useLazyPopup } from './lib/use-lazy-popup.ts';
import { Trigger, type TriggerElement } from './trigger.tsx';

const load = () => import('./alert-dialog.popup.tsx');
const AlertDialogPopup = lazy(load);

export type AlertDialogProps = {
  trigger?: TriggerElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The question, such as "Delete 3 bookmarks?". */
  title: ReactNode;
  /** What is lost and what stays. */
  description: ReactNode;
  /** The verb of the button that goes on. */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'danger' | 'plain';
  /** Shows that it works; where `open` is given, its owner closes when done. */
  busy?: boolean;
  onConfirm: () => void;
  children?: ReactNode;
};

/** Asks before something that cannot be undone. Where it can, do it at once and offer undo in a toast. */
export function AlertDialog({ open, onOpenChange, ...props }: AlertDialogProps) {
  const popup = useLazyPopup({ open, onOpenChange, load, kind: 'dialog' });
  return (
    <>
      {props.trigger ? (
        <Trigger element={props.trigger} anchor={popup.anchor} props={popup.triggerProps} />
      ) : null}
      {popup.wanted ? (
        <Suspense fallback={null}>
          <AlertDialogPopup {...props} popup={popup} controlled={open !== undefined} />
        </Suspense>
      ) : null}
    </>
  );
}
