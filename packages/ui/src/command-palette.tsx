'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { backdropStyle } from './dialog.tsx';
import { Kbd } from './kbd.tsx';
import { cn } from './lib/cn.ts';
import { useShortcut } from './lib/use-shortcut.ts';
import { useUi } from './lib/use-ui.ts';
import { Spinner } from './spinner.tsx';

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

const loadPanel = () => import('./command-palette.panel.tsx');
const Panel = lazy(loadPanel);

/** ⌘K: everything of the app and what the server finds, by name. Its code loads when it is first opened. */
export function CommandPalette({ open, onOpenChange, ...props }: CommandPaletteProps) {
  const { words } = useUi();
  useShortcut('mod+k', () => onOpenChange(!open), {
    label: words.searchOrJump,
    group: words.shortcutsEverywhere,
  });
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={cn(backdropStyle, 'fixed')} />
        <Base.Viewport className="fixed inset-0 z-50 flex items-start justify-center sm:p-4 sm:pt-[14dvh]">
          <Base.Popup
            className={cn(
              'flex w-full flex-col overflow-hidden bg-raised shadow-float outline-none max-sm:h-dvh sm:max-w-150 sm:rounded-xl',
              'transition-[opacity,scale] duration-120 ease-out data-ending-style:scale-[0.98] data-starting-style:scale-[0.98]',
              'data-ending-style:opacity-0 data-starting-style:opacity-0',
            )}
          >
            <Base.Title className="sr-only">{words.commandPalette}</Base.Title>
            <Suspense fallback={<PanelFallback />}>
              <Panel {...props} onClose={() => onOpenChange(false)} />
            </Suspense>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

function PanelFallback() {
  const { words } = useUi();
  return (
    <div className="flex h-96 items-center justify-center">
      <Spinner label={words.loading} className="text-ink-faint" />
    </div>
  );
}

/** The field in the top bar that opens the palette; one icon where there is no room. */
export function PaletteTrigger({ onOpen }: { onOpen: () => void }) {
  const { words } = useUi();
  return (
    <button
      type="button"
      onClick={onOpen}
      onPointerEnter={() => void loadPanel()}
      onFocus={() => void loadPanel()}
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

/** Open state of the palette, for a shell that has a trigger too. */
export function usePalette(): { open: boolean; setOpen: (open: boolean) => void } {
  const [open, setOpen] = useState(false);
  return { open, setOpen };
}
