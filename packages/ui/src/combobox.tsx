'use client';
import { lazy, type ReactNode, Suspense } from 'react';
import { cn } from './lib/cn.ts';
import { useMounted } from './lib/use-mounted.ts';

const ComboboxControl = lazy(() => import('./combobox.control.tsx'));

export type ComboboxOption = { value: string; label: string; hint?: string; leading?: ReactNode };

export type ComboboxProps = {
  options: readonly ComboboxOption[];
  value: ComboboxOption | null;
  onValueChange: (option: ComboboxOption | null) => void;
  /** For options from the server: what is typed goes out here and nothing is filtered in the browser. */
  onQueryChange?: (query: string) => void;
  loading?: boolean;
  /** Needed where no `Field` gives the name. */
  label?: string;
  placeholder?: string;
  emptyText?: string;
  disabled?: boolean;
  required?: boolean;
  name?: string;
  className?: string;
};

/** One of many, found by typing. Its code follows the page; until then it looks the same and takes no input. */
export function Combobox(props: ComboboxProps) {
  const still = (
    <div
      aria-hidden
      className={cn('field-control flex h-8 items-center px-2.5 pointer-coarse:h-10', props.className)}
    >
      <span className={cn('truncate', !props.value && 'text-ink-faint')}>
        {props.value?.label ?? props.placeholder}
      </span>
    </div>
  );
  const mounted = useMounted();
  return mounted ? (
    <Suspense fallback={still}>
      <ComboboxControl {...props} />
    </Suspense>
  ) : (
    still
  );
}
