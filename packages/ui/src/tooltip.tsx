'use client';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Trigger, type TriggerElement } from './trigger.tsx';

const load = () => import('./tooltip.popup.tsx');
const TooltipPopup = lazy(load);
const delayMs = 400;

export type TooltipProps = {
  label: ReactNode;
  /** Shown after the label, such as `mod+k`. */
  shortcut?: string;
  side?: 'top' | 'bottom' | 'inline-start' | 'inline-end';
  children: TriggerElement;
};

/** Names a control on hover and focus. It adds nothing that the control's own name does not say. */
export function Tooltip({ children, ...looks }: TooltipProps) {
  const anchor = useRef<HTMLElement>(null);
  const { open, wanted, show, hide } = useDelayedOpen();
  const props = {
    onPointerEnter: (event: { pointerType: string }) => event.pointerType === 'mouse' && show(delayMs),
    onPointerLeave: hide,
    onPointerDown: hide,
    onFocus: () => anchor.current?.matches(':focus-visible') && show(0),
    onBlur: hide,
  };
  return (
    <>
      <Trigger element={children} anchor={anchor} props={props} />
      {wanted ? (
        <Suspense fallback={null}>
          <TooltipPopup {...looks} anchor={anchor} open={open} onClose={hide} />
        </Suspense>
      ) : null}
    </>
  );
}

function useDelayedOpen() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  function show(afterMs: number) {
    void load();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setWanted(true);
      setOpen(true);
    }, afterMs);
  }
  function hide() {
    clearTimeout(timer.current);
    setOpen(false);
  }
  return { open, wanted, show, hide };
}
