'use client';
import { Combobox } from '@portfolio/ui/combobox';
import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { languageOption, languageOptions } from './languages.ts';

type Props = {
  value: string | null;
  onValueChange: (tag: string | null) => void;
  label?: string;
  placeholder?: string;
  className?: string;
};

/** A language by its name. */
export function LanguagePicker({ value, onValueChange, ...looks }: Props) {
  const locale = useLocale();
  const options = useMemo(() => languageOptions(locale), [locale]);
  return (
    <Combobox
      {...looks}
      options={options}
      value={value ? languageOption(value, locale) : null}
      onValueChange={(option) => onValueChange(option?.value ?? null)}
    />
  );
}
