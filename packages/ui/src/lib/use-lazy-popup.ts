'use client';
import { type RefObject, useRef, useState } from 'react';

type CloseDetails = { reason: string; event: Event; cancel: () => void };

export type LazyPopupOptions = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Starts the download; called when somebody is about to open it. */
  load: () => Promise<unknown>;
  kind: 'dialog' | 'menu';
};

export type LazyPopup = {
  open: boolean;
  /** True from the first time it opens: until then the code of the popup is not on the page. */
  wanted: boolean;
  anchor: RefObject<HTMLElement | null>;
  onPopupChange: (open: boolean, details: CloseDetails) => void;
  triggerProps: Record<string, unknown>;
};

/**
 * The state of a button whose popup's code loads when it is first needed, so that a page with twenty menus starts
 * with the weight of none.
 */
export function useLazyPopup({ open: outerOpen, onOpenChange, load, kind }: LazyPopupOptions): LazyPopup {
  const [innerOpen, setInnerOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const anchor = useRef<HTMLElement>(null);
  const open = outerOpen ?? innerOpen;
  if (open && !wanted) setWanted(true);

  function change(next: boolean) {
    if (outerOpen === undefined) setInnerOpen(next);
    onOpenChange?.(next);
  }
  // A press on the button is outside the popup: it would close here and open again by the click.
  function onPopupChange(next: boolean, details: CloseDetails) {
    const { event } = details;
    const target = event instanceof FocusEvent ? event.relatedTarget : event.target;
    const leaving = details.reason === 'outside-press' || details.reason === 'focus-out';
    if (!next && leaving && target instanceof Node && anchor.current?.contains(target)) details.cancel();
    else change(next);
  }
  const preload = () => void load();
  return {
    open,
    wanted,
    anchor,
    onPopupChange,
    triggerProps: {
      onClick: () => change(!open),
      onPointerEnter: preload,
      onFocus: preload,
      onKeyDown: (event: { key: string; preventDefault: () => void }) => {
        if (kind !== 'menu' || event.key !== 'ArrowDown' || open) return;
        event.preventDefault();
        change(true);
      },
      'aria-haspopup': kind,
      'aria-expanded': open,
      'data-popup-open': open ? '' : undefined,
    },
  };
}
