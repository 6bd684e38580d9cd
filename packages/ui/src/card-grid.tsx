'use client';
import NextLink from 'next/link';
import { type ReactNode, useRef } from 'react';
import { cn } from './lib/cn.ts';
import { openOnEnter, useListKeys } from './lib/use-list-keys.ts';
import type { Selection } from './lib/use-selection.ts';
import { SelectBox } from './list.tsx';
import { MediaSlot, type MediaSlotProps } from './media-slot.tsx';

export type CardGridProps = {
  label: string;
  /** Gives this grid `j` `k` `o` `x`. One list of a page has them. */
  keys?: boolean;
  /** The least width of a card. */
  size?: 'sm' | 'md' | 'lg';
  className?: string;
  children: ReactNode;
};

const columns = {
  sm: 'grid-cols-[repeat(auto-fill,minmax(min(100%,11rem),1fr))]',
  md: 'grid-cols-[repeat(auto-fill,minmax(min(100%,15rem),1fr))]',
  lg: 'grid-cols-[repeat(auto-fill,minmax(min(100%,20rem),1fr))]',
};

/** How cards stand beside each other: as many columns as fit. */
export const gridStyle = (size: keyof typeof columns, className?: string): string =>
  cn('grid gap-4', columns[size], className);

/** Things with a picture, side by side; as many columns as fit. `MediaCard`s go inside. */
export function CardGrid({ label, keys = false, size = 'md', className, children }: CardGridProps) {
  const ref = useRef<HTMLUListElement>(null);
  useListKeys(ref, keys);
  return (
    <ul ref={ref} aria-label={label} className={gridStyle(size, className)}>
      {children}
    </ul>
  );
}

export type MediaCardProps = {
  id: string;
  /** What it is called, for screen readers when it is selected. */
  name: string;
  /** Without it the card leads nowhere. */
  href?: string;
  media: MediaSlotProps;
  title: ReactNode;
  description?: ReactNode;
  /** Badges; one line, the rest is cut. */
  meta?: ReactNode;
  footer?: ReactNode;
  /** Buttons over the picture, seen on hover and focus, always on touch screens. */
  actions?: ReactNode;
  selection?: Selection;
};

/** A thing with its picture. Every card of a row is of one height, whatever has arrived. */
export function MediaCard(props: MediaCardProps) {
  const { id, name, href, media, title, description, meta, footer, actions, selection } = props;
  const selected = selection?.has(id) ?? false;
  const shown = 'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100';
  return (
    <li
      data-list-item
      tabIndex={-1}
      onKeyDown={openOnEnter}
      className={cn(
        'group relative flex min-w-0 flex-col rounded-lg border border-line bg-surface transition-[border-color,box-shadow] duration-100',
        'hover:border-line-strong hover:shadow-raised',
        selected && 'border-accent-ink bg-accent-wash hover:border-accent-ink',
      )}
    >
      <div className="relative">
        <MediaSlot {...media} className="rounded-t-[0.5625rem]" />
        {selection ? (
          <span
            className={cn(
              'absolute start-2 top-2 z-1 rounded-sm bg-raised p-1 shadow-raised',
              !selected && shown,
            )}
          >
            <SelectBox id={id} name={name} selection={selection} />
          </span>
        ) : null}
        {actions ? <span className={cn('absolute end-2 top-2 z-1 flex gap-1', shown)}>{actions}</span> : null}
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-1 border-t p-3">
        <p
          dir="auto"
          className="line-clamp-2 min-h-10 font-medium text-base text-ink [overflow-wrap:anywhere]"
        >
          {href ? (
            <NextLink href={href} data-list-open className="after:absolute after:inset-0 after:rounded-lg">
              {title}
            </NextLink>
          ) : (
            title
          )}
        </p>
        {description ? (
          <p dir="auto" className="truncate text-ink-soft text-sm">
            {description}
          </p>
        ) : null}
        {meta ? <div className="mt-1 flex h-5 flex-wrap gap-1 overflow-hidden">{meta}</div> : null}
        {footer ? (
          <div className="mt-auto flex items-center justify-between gap-2 pt-1.5 text-ink-faint text-xs">
            {footer}
          </div>
        ) : null}
      </div>
    </li>
  );
}
