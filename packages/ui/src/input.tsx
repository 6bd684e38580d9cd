'use client';
import { Search, X } from 'lucide-react';
import { type ComponentProps, type ReactNode, useRef } from 'react';
import { buttonStyle } from './lib/button-style.ts';
import { cn } from './lib/cn.ts';
import { useFieldControl } from './lib/use-field.ts';
import { useShortcut } from './lib/use-shortcut.ts';
import { useUi } from './lib/use-ui.ts';

const control = 'field-control h-8 px-2.5 text-base pointer-coarse:h-10 pointer-coarse:text-lg';

export type InputProps = ComponentProps<'input'> & {
  /** Icon or unit inside the field, before and after the text. */
  leading?: ReactNode;
  trailing?: ReactNode;
};

/** What somebody writes goes the way of its own letters; addresses, numbers and dates go the page's way. */
const isProse = (type: string | undefined): boolean =>
  type === undefined || type === 'text' || type === 'search';

/** One line of text. Takes `register(…)` of react-hook-form as it is. */
export function Input({ leading, trailing, className, ...props }: InputProps) {
  const field = useFieldControl(props);
  const input = (
    <input
      dir={isProse(props.type) ? 'auto' : undefined}
      {...props}
      {...field}
      className={cn(control, leading && 'ps-8', trailing && 'pe-10', !leading && !trailing && className)}
    />
  );
  if (!leading && !trailing) return input;
  return (
    <div className={cn('relative', className)}>
      {leading ? <span className={cn(adornment, 'start-2.5 pointer-events-none')}>{leading}</span> : null}
      {input}
      {trailing ? <span className={cn(adornment, 'end-1')}>{trailing}</span> : null}
    </div>
  );
}

const adornment =
  'absolute inset-y-0 flex items-center text-ink-faint text-sm [&_svg:not([class*=size-])]:size-4';

/** A date, a time or both, by the browser's own picker. Values are ISO strings without a zone. */
export function DateInput({
  type = 'date',
  ...props
}: Omit<InputProps, 'type'> & { type?: 'date' | 'time' | 'datetime-local' }) {
  return <Input {...props} type={type} className={cn('tabular-nums', props.className)} />;
}

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  const field = useFieldControl(props);
  return (
    <textarea
      dir="auto"
      rows={rows}
      {...props}
      {...field}
      className={cn(
        'field-control field-sizing-content max-h-96 min-h-18 resize-y px-2.5 py-1.5 text-base leading-5 pointer-coarse:text-lg',
        className,
      )}
    />
  );
}

export type SearchInputProps = Omit<ComponentProps<'input'>, 'type' | 'value' | 'onChange'> & {
  /** The accessible name, and the placeholder unless another is given. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  /** `/` moves the cursor here. One field of a page has it. */
  slash?: boolean;
};

/** Search as you type; `Esc` and the cross empty it. */
export function SearchInput({
  label,
  value,
  onValueChange,
  slash = false,
  className,
  ...props
}: SearchInputProps) {
  const { words } = useUi();
  const ref = useRef<HTMLInputElement>(null);
  useShortcut('/', () => ref.current?.focus(), { label, enabled: slash });
  return (
    <div className={cn('relative min-w-0', className)}>
      <Search
        className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-ink-faint"
        aria-hidden
      />
      <input
        placeholder={label}
        {...props}
        ref={ref}
        type="search"
        aria-label={label}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value) onValueChange('');
        }}
        className={cn(control, 'ps-8 [&::-webkit-search-cancel-button]:hidden', value && 'pe-8')}
      />
      {value ? (
        <button
          type="button"
          aria-label={words.clear}
          onClick={() => {
            onValueChange('');
            ref.current?.focus();
          }}
          className={cn(
            buttonStyle('ghost', 'sm', 'icon'),
            'absolute inset-y-0 end-1 my-auto size-6 pointer-coarse:size-8',
          )}
        >
          <X className="size-3.5" aria-hidden />
        </button>
      ) : null}
    </div>
  );
}
