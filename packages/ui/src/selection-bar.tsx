'use client';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import type { Selection } from './lib/use-selection.ts';
import { useUi } from './lib/use-ui.ts';
import { fill } from './lib/words.ts';

export type SelectionBarProps = { selection: Selection; children: ReactNode };

/** What can be done with what is selected: floats at the lower edge while anything is. */
export function SelectionBar({ selection, children }: SelectionBarProps) {
  const { words, locale } = useUi();
  if (selection.ids.length === 0) return null;
  const count = selection.ids.length.toLocaleString(locale);
  return (
    <section
      aria-label={words.actions}
      data-bottom-actions
      className="sticky bottom-18 z-10 mx-auto mt-3 flex w-fit max-w-full items-center gap-1 rounded-lg bg-raised p-1.5 shadow-float md:bottom-5"
    >
      <span role="status" className="whitespace-nowrap px-2 font-medium text-base tabular-nums">
        {fill(words.selectedCount, { count })}
      </span>
      <span className="h-5 w-px shrink-0 bg-line" aria-hidden />
      <div className="flex min-w-0 items-center gap-1 overflow-x-auto">{children}</div>
      <IconButton label={words.clearSelection} onClick={selection.clear}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}
