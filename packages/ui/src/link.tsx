'use client';
import { ArrowUpRight } from 'lucide-react';
import NextLink from 'next/link';
import type { ComponentProps } from 'react';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export type LinkProps = ComponentProps<typeof NextLink> & {
  /** `text` is underlined and coloured, `quiet` takes the colour around it until it is pointed at. */
  tone?: 'text' | 'quiet';
  /** Opens in a new tab, and says so. */
  external?: boolean;
};

/** A link in running text. */
export function Link({ tone = 'text', external, className, children, ...props }: LinkProps) {
  const { words } = useUi();
  return (
    <NextLink
      {...props}
      {...(external ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
      className={cn(
        'rounded-xs underline-offset-3',
        tone === 'text'
          ? 'text-accent-ink underline decoration-accent-line hover:decoration-current'
          : 'text-inherit hover:text-ink hover:underline',
        className,
      )}
    >
      {children}
      {external ? (
        <>
          <ArrowUpRight className="ms-0.5 inline size-3.5 align-[-0.125em] rtl:-scale-x-100" aria-hidden />
          <VisuallyHidden>{words.opensInNewTab}</VisuallyHidden>
        </>
      ) : null}
    </NextLink>
  );
}
