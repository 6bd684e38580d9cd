'use client';
import NextLink from 'next/link';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './lib/button-style.ts';
import { cn } from './lib/cn.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

type Looks = { variant?: ButtonVariant; size?: ButtonSize };

export type ButtonProps = ComponentProps<'button'> & Looks & { icon?: ReactNode; loading?: boolean };

/**
 * A button with a verb on it. While `loading` it keeps its width and its focus and takes no clicks.
 * `type` is `button` unless said otherwise.
 */
export function Button({ variant, size, icon, loading = false, className, children, ...props }: ButtonProps) {
  function onClick(event: MouseEvent<HTMLButtonElement>) {
    if (loading) event.preventDefault();
    else props.onClick?.(event);
  }
  return (
    <button
      type="button"
      {...props}
      onClick={onClick}
      aria-disabled={loading || props['aria-disabled'] || undefined}
      aria-busy={loading || undefined}
      className={cn(buttonStyle(variant, size), className)}
    >
      {loading ? <Spinner className="absolute" /> : null}
      <span className={cn('inline-flex min-w-0 items-center gap-[inherit]', loading && 'opacity-0')}>
        {icon}
        {children}
      </span>
    </button>
  );
}

export type ButtonLinkProps = ComponentProps<typeof NextLink> & Looks & { icon?: ReactNode };

/** A link that looks like a button: for going somewhere, where `Button` is for doing something. */
export function ButtonLink({ variant, size, icon, className, children, ...props }: ButtonLinkProps) {
  return (
    <NextLink {...props} className={cn(buttonStyle(variant, size), className)}>
      {icon}
      {children}
    </NextLink>
  );
}

export type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> &
  Looks & {
    /** The accessible name, shown as the tooltip too. */
    label: string;
    tooltip?: boolean;
    loading?: boolean;
  };

/** A button of one icon. Its label is its accessible name and its tooltip. */
export function IconButton({ label, tooltip = true, loading, variant = 'ghost', ...props }: IconButtonProps) {
  const { size, className, children, ...rest } = props;
  const button = (
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-busy={loading || undefined}
      className={cn(buttonStyle(variant, size, 'icon'), className)}
    >
      {loading ? <Spinner /> : children}
    </button>
  );
  return tooltip ? <Tooltip label={label}>{button}</Tooltip> : button;
}

/** Buttons that belong together, joined at their edges. */
export function ButtonGroup({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, this is a group of buttons
    <div
      role="group"
      aria-label={label}
      className={cn(
        'inline-flex items-center [&>*]:rounded-none [&>*]:not-first:-ms-px [&>*:first-child]:rounded-s-md',
        '[&>*:last-child]:rounded-e-md [&>*:focus-visible]:z-10 [&>*:hover]:z-10',
        className,
      )}
    >
      {children}
    </div>
  );
}
