'use client';
import { Combobox as Base } from '@base-ui/react/combobox';
import { Plus, X } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useMemo, useState } from 'react';
import { cn } from './lib/cn.ts';
import { optionStyle, popupStyle } from './lib/popup-style.ts';
import { useFieldControl, useFieldLabelId } from './lib/use-field.ts';
import { useUi } from './lib/use-ui.ts';
import { fill } from './lib/words.ts';
import type { TagsInputProps } from './tags-input.tsx';

const trim = (typed: string) => typed.trim();

/** The working control; only `tags-input.tsx` loads it. */
export default function TagsInputControl(props: TagsInputProps) {
  const { value, onValueChange, suggestions = [], normalise = trim, tagsMax = 50, ...looks } = props;
  const [query, setQuery] = useState('');
  const typed = normalise(query);
  const items = useMemo(() => {
    const known = suggestions.filter((tag) => !value.includes(tag) && tag.includes(typed)).slice(0, 50);
    return typed && !known.includes(typed) && !value.includes(typed) ? [...known, typed] : known;
  }, [suggestions, value, typed]);

  function change(tags: string[]) {
    onValueChange([...new Set(tags.map(normalise).filter(Boolean))].slice(0, tagsMax));
    setQuery('');
  }
  function onPaste(event: ClipboardEvent) {
    const parts = event.clipboardData.getData('text').split(/[,\n\t]+/);
    if (parts.length < 2) return;
    event.preventDefault();
    change([...value, ...parts]);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== ',' || !typed) return;
    event.preventDefault();
    change([...value, typed]);
  }
  return (
    <Base.Root
      multiple
      autoHighlight
      items={items}
      filter={null}
      value={[...value]}
      onValueChange={change}
      inputValue={query}
      onInputValueChange={setQuery}
      disabled={looks.disabled}
    >
      <TagChips {...looks} tags={value} onPaste={onPaste} onKeyDown={onKeyDown} />
      <TagPopup known={suggestions} />
    </Base.Root>
  );
}

type TagChipsProps = Pick<TagsInputProps, 'label' | 'placeholder' | 'className'> & {
  tags: readonly string[];
  onPaste: (event: ClipboardEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

function TagChips({ tags, label, placeholder, className, onPaste, onKeyDown }: TagChipsProps) {
  const { words } = useUi();
  const field = useFieldControl({});
  const labelId = useFieldLabelId();
  return (
    <Base.Chips
      className={cn(
        'field-control flex min-h-8 flex-wrap items-center gap-1 p-1 pointer-coarse:min-h-10',
        className,
      )}
    >
      {tags.map((tag) => (
        <Base.Chip
          key={tag}
          aria-label={tag}
          className="flex h-6 max-w-full items-center gap-0.5 rounded-sm border border-line bg-wash ps-2 text-sm outline-none data-highlighted:border-accent-line data-highlighted:bg-accent-wash"
        >
          <span className="truncate">{tag}</span>
          <Base.ChipRemove
            aria-label={fill(words.removeItem, { name: tag })}
            className="flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-faint hover:text-ink"
          >
            <X className="size-3" aria-hidden />
          </Base.ChipRemove>
        </Base.Chip>
      ))}
      <Base.Input
        {...field}
        aria-label={label}
        aria-labelledby={label ? undefined : labelId}
        placeholder={tags.length === 0 ? placeholder : undefined}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
        className="h-6 w-0 min-w-12 flex-1 bg-transparent px-1.5 text-base outline-none pointer-coarse:text-lg"
      />
    </Base.Chips>
  );
}

function TagPopup({ known }: { known: readonly string[] }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-50 outline-none">
        <Base.Popup
          className={cn(popupStyle, 'w-(--anchor-width) max-w-(--available-width) data-empty:hidden')}
        >
          <Base.List className="max-h-[min(16rem,var(--available-height))] overflow-y-auto p-1 data-empty:p-0">
            {(tag: string) => (
              <Base.Item key={tag} value={tag} className={optionStyle}>
                {known.includes(tag) ? null : <Plus className="text-ink-faint" aria-hidden />}
                <span className="min-w-0 flex-1 truncate">{tag}</span>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
