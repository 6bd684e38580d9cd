'use client';
import { useEffect, useRef } from 'react';
import { addShortcut } from './shortcut-registry.ts';

export type ShortcutOptions = {
  /** What it does, as the overlay (`?`) lists it. */
  label: string;
  /** Heading in the overlay; empty for those of the page itself. */
  group?: string;
  enabled?: boolean;
};

/**
 * Calls `handler` on a key (`x`), a chord (`mod+k`, where mod is ⌘ or Ctrl) or a sequence (`g i`).
 * Keys without a modifier are left alone while somebody types or a dialog or menu is open.
 */
export function useShortcut(
  keys: string,
  handler: (event: KeyboardEvent) => void,
  { label, group = '', enabled = true }: ShortcutOptions,
): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return;
    return addShortcut({ keys, label, group, handler: (event) => latest.current(event) });
  }, [keys, label, group, enabled]);
}
