'use client';
import { useRouter, useSearchParams } from 'next/navigation';

/** What the address says of the page: deck, search and the word that is open. Back works, and a link opens the same. */
export const useView = () => {
  const params = useSearchParams();
  const router = useRouter();
  const hrefWith = (changes: Record<string, string | null>): string => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes)) value ? next.set(key, value) : next.delete(key);
    return next.size > 0 ? `?${next}` : '?';
  };
  return {
    deck: params.get('deck'),
    q: params.get('q') ?? '',
    word: params.get('word'),
    hrefWith,
    set: (changes: Record<string, string | null>) => router.replace(hrefWith(changes), { scroll: false }),
  };
};
