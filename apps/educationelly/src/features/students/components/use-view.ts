'use client';
import { elStatuses, gradeLevels } from '@portfolio/db/students-values';
import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';

const sorts = ['familyName', '-familyName', '-updatedAt', 'updatedAt'] as const;
const statuses = ['active', 'archived', 'all'] as const;

const oneOf = <const T extends readonly string[]>(list: T, value: string | null): T[number] | undefined =>
  list.find((one) => one === value);

/** What the address says of the list: back works, and a link opens the same for a colleague. */
export const useView = () => {
  const params = useSearchParams();
  const set = (changes: Record<string, string | null>, typing = false): void => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes)) value ? next.set(key, value) : next.delete(key);
    const address = next.size > 0 ? `?${next}` : window.location.pathname;
    if (typing) window.history.replaceState(null, '', address);
    else window.history.pushState(null, '', address);
  };
  return {
    set,
    q: params.get('q') ?? '',
    filters: {
      school: params.get('school') ?? undefined,
      grade: oneOf(gradeLevels, params.get('grade')),
      language: params.get('language') ?? undefined,
      elStatus: oneOf(elStatuses, params.get('el')),
      teacherId: params.get('teacher') ?? undefined,
    },
    status: oneOf(statuses, params.get('show')) ?? 'active',
    sort: oneOf(sorts, params.get('sort')) ?? 'familyName',
  };
};

/** A value once it has stood still. */
export const useSettled = <T>(value: T, ms: number): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
};
