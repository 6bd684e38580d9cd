'use client';
import NextLink from 'next/link';
import { type ReactNode, useRef } from 'react';
import { Checkbox } from './checkbox.tsx';
import { cn } from './lib/cn.ts';
import { openOnEnter, useListKeys } from './lib/use-list-keys.ts';
import type { Selection } from './lib/use-selection.ts';
import { useUi } from './lib/use-ui.ts';
import { fill } from './lib/words.ts';

export type ListProps = {
  label: string;
  /** Gives this list `j` `k` `o` `x`. One of a page has them. */
  keys?: boolean;
  className?: string;
  children: ReactNode;
};

/** Lines of things, one below the other. `ListItem`s go inside. */
export function List({ label, keys = false, className, children }: ListProps) {
  const ref = useRef<HTMLUListElement>(null);
  useListKeys(ref, keys);
  return (
    <ul ref={ref} aria-label={label} className={cn('flex min-w-0 flex-col divide-y divide-line', className)}>
      {children}
    </ul>
  );
}

export type ListItemProps = {
  id: string;
  /** What it is called, for screen readers when it is selected. */
  name: string;
  href?: string;
  leading?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  /** Badges and small facts under the title. */
  meta?: ReactNode;
  /** At the end of the line: a time, buttons. */
  trailing?: ReactNode;
  selection?: Selection;
};

/** One thing of a list. Its title is the link, and the whole line follows it. */
export function ListItem({
  id,
  name,
  href,
  leading,
  title,
  description,
  meta,
  trailing,
  selection,
}: ListItemProps) {
  const selected = selection?.has(id) ?? false;
  return (
    <li
      data-list-item
      tabIndex={-1}
      onKeyDown={openOnEnter}
      className={cn(
        'group relative flex min-w-0 items-start gap-3 px-3 py-2.5 hover:bg-canvas focus-visible:-outline-offset-2',
        selected && 'bg-accent-wash hover:bg-accent-wash',
      )}
    >
      {selection ? <SelectBox id={id} name={name} selection={selection} className="mt-0.5" /> : null}
      {leading ? <div className="shrink-0">{leading}</div> : null}
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate font-medium text-base text-ink">
          {href ? (
            <NextLink href={href} data-list-open className="after:absolute after:inset-0">
              {title}
            </NextLink>
          ) : (
            title
          )}
        </p>
        {description ? (
          <p dir="auto" className="mt-0.5 truncate text-ink-soft text-sm">
            {description}
          </p>
        ) : null}
        {meta ? <div className="mt-1.5 flex flex-wrap items-center gap-1.5">{meta}</div> : null}
      </div>
      {trailing ? (
        <div className="relative z-1 flex shrink-0 items-center gap-2 text-ink-faint text-sm">{trailing}</div>
      ) : null}
    </li>
  );
}

export type SelectBoxProps = { id: string; name: string; selection: Selection; className?: string };

/** The box that selects a thing; with shift it takes everything since the last one. */
export function SelectBox({ id, name, selection, className }: SelectBoxProps) {
  const { words } = useUi();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps shift-click from marking text; the box inside is the control
    <span
      data-list-select
      className={cn('relative z-1 flex', className)}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
    >
      <Checkbox
        label={fill(words.selectItem, { name })}
        labelHidden
        checked={selection.has(id)}
        onCheckedChange={(_, event) => selection.toggle(id, 'shiftKey' in event && event.shiftKey === true)}
      />
    </span>
  );
}
