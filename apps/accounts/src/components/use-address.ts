'use client';
import { useSearchParams } from 'next/navigation';

/** What the address says of the view, and a way to change it: back works, and a link shows a colleague the same. */
export const useAddress = () => {
  const params = useSearchParams();
  const set = (changes: Record<string, string | null>): void => {
    const next = new URLSearchParams(params ?? '');
    for (const [key, value] of Object.entries(changes)) {
      if (value) next.set(key, value);
      else next.delete(key);
    }
    // The router hears of it, and asks no server: the view answers at once.
    window.history.pushState(null, '', next.size > 0 ? `?${next}` : window.location.pathname);
  };
  return { get: (key: string) => params?.get(key) ?? null, set };
};
