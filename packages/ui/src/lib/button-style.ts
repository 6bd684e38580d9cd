import { cn } from './cn.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-ghost';
export type ButtonSize = 'sm' | 'md' | 'lg';

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent shadow-raised hover:bg-accent-hover',
  secondary: 'border-line-strong bg-raised text-ink shadow-raised hover:bg-hover data-popup-open:bg-hover',
  ghost: 'border-transparent text-ink-soft hover:bg-hover hover:text-ink data-popup-open:bg-hover',
  danger: 'border-transparent bg-danger text-white shadow-raised hover:bg-danger-hover',
  'danger-ghost': 'border-transparent text-danger-ink hover:bg-danger-wash',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 px-2 text-sm gap-1.5 pointer-coarse:h-9',
  md: 'h-8 px-3 text-base gap-2 pointer-coarse:h-10',
  lg: 'h-10 px-4 text-base gap-2 pointer-coarse:h-11',
};

const iconSizes: Record<ButtonSize, string> = {
  sm: 'size-7 pointer-coarse:size-9',
  md: 'size-8 pointer-coarse:size-10',
  lg: 'size-10 pointer-coarse:size-11',
};

/** The class names of a button, for things that look like one and are not (links, file labels). */
export function buttonStyle(
  variant: ButtonVariant = 'secondary',
  size: ButtonSize = 'md',
  shape: 'text' | 'icon' = 'text',
): string {
  return cn(
    'relative inline-flex max-w-full shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border',
    'font-medium transition-[background-color,color,border-color,scale] duration-100 active:scale-[0.98]',
    'disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    '[&_svg:not([class*=size-])]:size-4 [&_svg]:shrink-0',
    variants[variant],
    shape === 'icon' ? iconSizes[size] : sizes[size],
  );
}
