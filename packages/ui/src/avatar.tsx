'use client';
import { useState } from 'react';
import { cn } from './lib/cn.ts';

const sizes = {
  xs: 'size-5 text-[0.5625rem]',
  sm: 'size-6 text-[0.625rem]',
  md: 'size-8 text-xs',
  lg: 'size-12 text-lg',
  xl: 'size-20 text-2xl',
};
const grounds = [
  'bg-info-wash text-info-ink',
  'bg-success-wash text-success-ink',
  'bg-warning-wash text-warning-ink',
  'bg-pressed text-ink-soft',
  'bg-accent-wash text-accent-ink',
];

/** First letters of the first and the last word of a name, at most two. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map(
    (part) => [...(part ?? '')][0] ?? '',
  );
  return letters.join('').toLocaleUpperCase();
}

function groundOf(name: string): string {
  const sum = [...name].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  return grounds[sum % grounds.length] ?? '';
}

export type AvatarProps = {
  name: string;
  src?: string | null;
  size?: keyof typeof sizes;
  /** The name stands beside it already: screen readers pass over the picture. */
  decorative?: boolean;
  className?: string;
};

/** A person's picture, or the initials on a ground that is always the same for the same name. */
export function Avatar({ name, src, size = 'md', decorative = false, className }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it has the role img whenever it has the label
    <span
      role={decorative ? undefined : 'img'}
      aria-label={decorative ? undefined : name}
      aria-hidden={decorative || undefined}
      className={cn(
        'inline-flex shrink-0 select-none items-center justify-center overflow-hidden rounded-full font-semibold',
        sizes[size],
        groundOf(name),
        className,
      )}
    >
      {src && broken !== src ? (
        <img src={src} alt="" onError={() => setBroken(src)} className="size-full object-cover" />
      ) : (
        // Drawn, not written: they are no part of the name that the button around them has.
        <span aria-hidden data-initials={initialsOf(name)} className="before:content-[attr(data-initials)]" />
      )}
    </span>
  );
}
