'use client';
import { Combobox } from '@portfolio/ui/combobox';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import { useSettled } from './use-view.ts';

type Props = {
  /** The ISO 639-3 code, or nothing. */
  value: string | null;
  /** The name of `value`, where it is known already. */
  name?: string | null;
  onValueChange: (code: string | null) => void;
  label?: string;
  placeholder?: string;
};

/** One of some 7,900 languages, found on the server by name or code. */
export function LanguagePicker({ value, name, onValueChange, label, placeholder }: Props) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useState(value ? { value, label: name ?? value } : null);
  const [typed, setTyped] = useState('');
  const q = useSettled(chosen && typed === chosen.label ? '' : typed, 150);
  const found = useQuery(
    trpc.students.languages.queryOptions(
      { q, limit: 30 },
      { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const shown = chosen && chosen.value === value ? chosen : value ? { value, label: name ?? value } : null;
  return (
    <Combobox
      options={(found.data?.items ?? []).map((one) => ({ value: one.code, label: one.name, hint: one.code }))}
      value={shown}
      onValueChange={(option) => {
        setChosen(option);
        onValueChange(option?.value ?? null);
      }}
      onQueryChange={setTyped}
      loading={found.isFetching}
      label={label}
      placeholder={placeholder}
    />
  );
}
