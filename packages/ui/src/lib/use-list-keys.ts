'use client';
import type { RefObject } from 'react';
import { useShortcut } from './use-shortcut.ts';
import { useUi } from './use-ui.ts';

const itemSelector = '[data-list-item]';

function itemsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(itemSelector)];
}

function currentIndex(items: HTMLElement[]): number {
  return items.findIndex((item) => item.contains(document.activeElement));
}

function press(list: HTMLElement | null, selector: string, shiftKey = false): void {
  const items = list ? itemsOf(list) : [];
  const target = items[currentIndex(items)]?.querySelector<HTMLElement>(selector);
  target?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey }));
}

/**
 * `j` `k` move over `[data-list-item]` (each with `tabIndex={-1}` or more), `x` ticks its `[data-list-select]`,
 * Enter on the item itself opens its `[data-list-open]`. One list of a page has the keys.
 */
export function useListKeys(list: RefObject<HTMLElement | null>, enabled = true): void {
  const { words } = useUi();
  const group = words.shortcutsOfLists;
  function move(step: 1 | -1) {
    if (!list.current) return;
    const items = itemsOf(list.current);
    const next = items[Math.min(items.length - 1, Math.max(0, currentIndex(items) + step))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }
  useShortcut('j', () => move(1), { label: words.shortcutListNext, group, enabled });
  useShortcut('k', () => move(-1), { label: words.shortcutListPrevious, group, enabled });
  useShortcut('x', () => press(list.current, '[data-list-select] input'), {
    label: words.shortcutListSelect,
    group,
    enabled,
  });
  useShortcut('o', () => press(list.current, '[data-list-open]'), {
    label: words.shortcutListOpen,
    group,
    enabled,
  });
}

/** For `onKeyDown` of an item: Enter opens it when the item itself, and nothing in it, has the focus. */
export function openOnEnter(event: React.KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>('[data-list-open]')?.click();
}
