'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** True in the browser of an Apple machine, where ⌘ takes the place of Ctrl. False while the server draws. */
export function useIsMac(): boolean {
  return useSyncExternalStore(
    never,
    () => /mac|iphone|ipad/i.test(navigator.platform),
    () => false,
  );
}
