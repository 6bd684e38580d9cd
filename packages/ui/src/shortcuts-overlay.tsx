'use client';
import { useState, useSyncExternalStore } from 'react';
import { Dialog } from './dialog.tsx';
import { Kbd } from './kbd.tsx';
import { currentShortcuts, type Shortcut, watchShortcuts } from './lib/shortcut-registry.ts';
import { useShortcut } from './lib/use-shortcut.ts';
import { useUi } from './lib/use-ui.ts';

const none: readonly Shortcut[] = [];

/** `?` lists every shortcut that works on the page as it stands. The app shell brings it. */
export function ShortcutsOverlay() {
  const { words } = useUi();
  const [open, setOpen] = useState(false);
  useShortcut('?', () => setOpen(true), { label: words.shortcuts, group: words.shortcutsEverywhere });
  return (
    <Dialog open={open} onOpenChange={setOpen} title={words.shortcuts} width="lg">
      <ShortcutList />
    </Dialog>
  );
}

function ShortcutList() {
  const { words } = useUi();
  const shortcuts = useSyncExternalStore(watchShortcuts, currentShortcuts, () => none);
  const groups = Map.groupBy(uniqueByKeys(shortcuts), ({ group }) => group);
  return (
    <div className="columns-1 gap-10 pb-2 sm:columns-2">
      {[...groups].map(([group, items]) => (
        <section key={group} className="mb-5 break-inside-avoid">
          <h3 className="mb-1 font-medium text-ink-faint text-sm">{group || words.actions}</h3>
          <dl>
            {items.map(({ keys, label }) => (
              <div
                key={keys}
                className="flex min-h-9 items-center justify-between gap-4 border-b last:border-0"
              >
                <dt className="text-base text-ink-soft">{label}</dt>
                <dd>
                  <Kbd keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function uniqueByKeys(shortcuts: readonly Shortcut[]): Shortcut[] {
  return [...new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut])).values()];
}
