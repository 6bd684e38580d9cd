'use client';
import { leave } from '@portfolio/ui/lib/unsaved';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** The field into which a new thing of the app is typed, on its first page. */
export const quickAddMark = { 'data-quick-add': true };
const find = (): HTMLElement | null => document.querySelector('[data-quick-add]');
const hash = '#add';

/** Moves the cursor into the marked field. */
export const focusQuickAdd = (): void => find()?.focus();

/** The page of the marked field: whoever was sent here to add something finds the cursor in it. */
export function useQuickAddArrival(): void {
  useEffect(() => {
    if (location.hash !== hash) return;
    focusQuickAdd();
    history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
}

/** Goes to the field from any page of the app. */
export function useQuickAdd(): () => void {
  const router = useRouter();
  return () => {
    if (find()) focusQuickAdd();
    else leave(() => router.push(`/${hash}`));
  };
}
