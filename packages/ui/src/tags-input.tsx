'use client';
import { lazy, Suspense } from 'react';
import { cn } from './lib/cn.ts';
import { useMounted } from './lib/use-mounted.ts';

const TagsInputControl = lazy(() => import('./tags-input.control.tsx'));

export type TagsInputProps = {
  value: readonly string[];
  onValueChange: (tags: string[]) => void;
  /** Tags that exist already, offered while typing. */
  suggestions?: readonly string[];
  /** How a typed word becomes a tag; trims by default. An empty answer is dropped. */
  normalise?: (typed: string) => string;
  /** Needed where no `Field` gives the name. */
  label?: string;
  placeholder?: string;
  tagsMax?: number;
  disabled?: boolean;
  className?: string;
};

/** Words as chips. Enter or a comma adds, Backspace removes the last, a pasted list is split at commas and lines. */
export function TagsInput(props: TagsInputProps) {
  const still = (
    <div
      aria-hidden
      className={cn(
        'field-control flex min-h-8 flex-wrap items-center gap-1 p-1 pointer-coarse:min-h-10',
        props.className,
      )}
    >
      {props.value.map((tag) => (
        <span
          key={tag}
          className="flex h-6 items-center rounded-sm border border-line bg-wash ps-2 pe-6.5 text-sm"
        >
          {tag}
        </span>
      ))}
    </div>
  );
  const mounted = useMounted();
  return mounted ? (
    <Suspense fallback={still}>
      <TagsInputControl {...props} />
    </Suspense>
  ) : (
    still
  );
}
