'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { CornerDownLeft, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { CommandPaletteProps, PaletteGroup, PaletteItem } from './command-palette.tsx';
import { Kbd } from './kbd.tsx';
import { cn } from './lib/cn.ts';
import { backdropStyle } from './lib/popup-style.ts';
import { leave } from './lib/unsaved.ts';
import type { LazyPopup } from './lib/use-lazy-popup.ts';
import { useUi } from './lib/use-ui.ts';
import { fill } from './lib/words.ts';
import { Spinner } from './spinner.tsx';

const debounceMs = 120;

function matching(groups: PaletteGroup[], query: string): PaletteGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label, hint, keywords = [] }: PaletteItem) => {
    const text = [label, hint, ...keywords].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map((group) => ({ ...group, items: group.items.filter(fits) }))
    .filter(({ items }) => items.length > 0);
}

type Found = { groups: PaletteGroup[]; state: 'idle' | 'loading' | 'failed' };

/** Keeps the last answer on screen while the next one is on its way. */
function useFound(query: string, search: CommandPaletteProps['search']): Found {
  const [found, setFound] = useState<Found>({ groups: [], state: 'idle' });
  useEffect(() => {
    if (!search || !query.trim()) return setFound({ groups: [], state: 'idle' });
    const abort = new AbortController();
    setFound(({ groups }) => ({ groups, state: 'loading' }));
    const timer = setTimeout(() => {
      search(query, abort.signal)
        .then((groups) => !abort.signal.aborted && setFound({ groups, state: 'idle' }))
        .catch(() => !abort.signal.aborted && setFound({ groups: [], state: 'failed' }));
    }, debounceMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, search]);
  return found;
}

/** The open palette, with cmdk; only `command-palette.tsx` loads it. */
export default function CommandPalettePanel({ popup, ...props }: PanelProps & { popup: LazyPopup }) {
  const { words } = useUi();
  // What was chosen happens when the palette is gone and has given the focus back: it may want the focus itself.
  const chosen = useRef<(() => void) | null>(null);
  const onClosed = (open: boolean): void => {
    const act = open ? null : chosen.current;
    chosen.current = null;
    act?.();
  };
  return (
    <Base.Root open={popup.open} onOpenChange={popup.onPopupChange} onOpenChangeComplete={onClosed}>
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Viewport className="fixed inset-0 z-50 flex items-start justify-center sm:p-4 sm:pt-[14dvh]">
          <Base.Popup
            className={cn(
              'flex w-full flex-col overflow-hidden bg-raised shadow-float outline-none max-sm:h-dvh sm:max-w-150 sm:rounded-xl',
              'transition-[opacity,scale] duration-120 ease-out data-ending-style:scale-[0.98] data-starting-style:scale-[0.98]',
              'data-ending-style:opacity-0 data-starting-style:opacity-0',
            )}
          >
            <Base.Title className="sr-only">{words.commandPalette}</Base.Title>
            <PaletteBody
              {...props}
              onAct={(act) => {
                chosen.current = act;
              }}
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

type BodyProps = PanelProps & { onAct: (act: () => void) => void };

function PaletteBody({ commands = [], search, onClose, onAct }: BodyProps) {
  const { words } = useUi();
  const router = useRouter();
  const [query, setQuery] = useState('');
  const found = useFound(query, search);
  const groups = [...matching(commands, query), ...found.groups];
  function choose(item: PaletteItem) {
    const { href, onSelect } = item;
    if (onSelect) onAct(onSelect);
    onClose();
    if (onSelect) return;
    if (href?.startsWith('/')) leave(() => router.push(href));
    else if (href) location.assign(href);
  }
  return (
    <Command shouldFilter={false} loop label={words.commandPalette} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-13 shrink-0 items-center gap-3 border-b px-4">
        {found.state === 'loading' ? (
          <Spinner className="text-ink-faint" />
        ) : (
          <Search className="size-4 shrink-0 text-ink-faint" aria-hidden />
        )}
        <Command.Input
          autoFocus
          value={query}
          onValueChange={setQuery}
          placeholder={words.searchOrJump}
          className="h-full min-w-0 flex-1 bg-transparent text-lg text-ink outline-none"
        />
        <button type="button" onClick={onClose} aria-label={words.close} className="rounded-xs">
          <Kbd keys="esc" />
        </button>
      </div>
      <Command.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 sm:h-88 sm:flex-none">
        {groups.map((group) => (
          <ResultGroup key={group.id} group={group} onChoose={choose} />
        ))}
        {groups.length === 0 ? <NoResult query={query} state={found.state} /> : null}
      </Command.List>
      <div className="flex h-10 shrink-0 items-center gap-4 border-t px-4 text-ink-faint text-xs max-sm:hidden">
        <span className="flex items-center gap-1.5">
          <Kbd keys="up" /> <Kbd keys="down" /> {words.pressToSelect}
        </span>
        <span className="flex items-center gap-1.5">
          <Kbd keys="enter" /> {words.pressToOpen}
        </span>
      </div>
    </Command>
  );
}

type PanelProps = Pick<CommandPaletteProps, 'commands' | 'search'> & { onClose: () => void };

function ResultGroup({ group, onChoose }: { group: PaletteGroup; onChoose: (item: PaletteItem) => void }) {
  return (
    <Command.Group
      heading={group.label}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint [&_[cmdk-group-heading]]:text-xs"
    >
      {group.items.map((item) => (
        <Command.Item
          key={item.id}
          value={`${group.id}/${item.id}`}
          onSelect={() => onChoose(item)}
          className="group flex min-h-10 cursor-default select-none items-center gap-3 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-hover [&_svg:not([class*=size-])]:size-4"
        >
          {item.icon ? <span className="shrink-0 text-ink-faint">{item.icon}</span> : null}
          <span className="min-w-0 flex-1">
            <span dir="auto" className="block truncate text-base text-ink">
              {item.label}
            </span>
            {item.hint ? (
              <span dir="auto" className="block truncate text-ink-faint text-sm">
                {item.hint}
              </span>
            ) : null}
          </span>
          {item.shortcut ? <Kbd keys={item.shortcut} /> : null}
          <CornerDownLeft
            className="size-3.5 text-ink-faint opacity-0 group-data-[selected=true]:opacity-100"
            aria-hidden
          />
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function NoResult({ query, state }: { query: string; state: Found['state'] }) {
  const { words } = useUi();
  const text =
    state === 'failed'
      ? words.searchFailed
      : query
        ? fill(words.noResultsFor, { query })
        : words.searchOrJump;
  return (
    <p role="status" className="flex min-h-40 items-center justify-center px-6 text-center text-ink-faint">
      {state === 'loading' ? words.loading : text}
    </p>
  );
}
