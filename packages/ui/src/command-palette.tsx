'use client';
import { Search } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { Kbd } from './kbd.tsx';
import { cn } from './lib/cn.ts';
import { useLazyPopup } from './lib/use-lazy-popup.ts';
import { useShortcut } from './lib/use-shortcut.ts';
import { useUi } from './lib/use-ui.ts';

export type PaletteItem = {
  id: string;
  label: string;
  /** A line under the label. */
  hint?: string;
  icon?: ReactNode;
  shortcut?: string;
  /** Other words that find it. */
  keywords?: string[];
  /** Goes there; an address of another origin by a full load. Or `onSelect` does something. */
  href?: string;
  onSelect?: () => void;
};

export type PaletteGroup = { id: string; label: string; items: PaletteItem[] };

export type CommandPaletteProps = {
  /** Commands of the app, filtered here by what is typed. */
  commands?: PaletteGroup[];
  /** Asks the server, at most once per 120 ms; abort what `signal` says. The order is kept. */
  search?: (query: string, signal: AbortSignal) => Promise<PaletteGroup[]>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

const load = () => import('./command-palette.panel.tsx');
const Panel = lazy(load);

/** ⌘K: everything of the app and what the server finds, by name. Its code loads when it is first opened. */
export function CommandPalette({ open, onOpenChange, ...props }: CommandPaletteProps) {
  const { words } = useUi();
  const popup = useLazyPopup({ open, onOpenChange, load, kind: 'dialog' });
  useShortcut('mod+k', () => onOpenChange(!open), {
    label: words.searchOrJump,
    group: words.shortcutsEverywhere,
  });
  if (!popup.wanted) return null;
  return (
    <Suspense fallback={null}>
      <Panel {...props} popup={popup} onClose={() => onOpenChange(false)} />
    </Suspense>
  );
}

/** The field in the top bar that opens the palette; one icon where there is no room. */
export function PaletteTrigger({ onOpen }: { onOpen: () => void }) {
  const { words } = useUi();
  return (
    <button
      type="button"
      onClick={onOpen}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      aria-label={words.searchOrJump}
      aria-keyshortcuts="Meta+K Control+K"
      className={cn(
        'flex size-8 items-center gap-2 rounded-md text-ink-faint text-sm hover:bg-hover hover:text-ink-soft',
        'justify-center sm:h-8 sm:w-64 sm:justify-start sm:border sm:border-line sm:bg-canvas sm:ps-2.5 sm:pe-1.5 lg:w-80',
        'pointer-coarse:size-10 sm:pointer-coarse:w-64',
      )}
    >
      <Search className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1 truncate text-start max-sm:hidden">{words.searchOrJump}</span>
      <span className="max-sm:hidden pointer-coarse:hidden">
        <Kbd keys="mod+k" />
      </span>
    </button>
  );
}
