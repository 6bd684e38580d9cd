'use client';

/** One shortcut: `mod+k`, `?`, `x`, or a sequence such as `g i`. */
export type Shortcut = {
  keys: string;
  label: string;
  group: string;
  handler: (event: KeyboardEvent) => void;
};

const sequenceTimeoutMs = 900;
const shortcuts = new Set<Shortcut>();
const watchers = new Set<() => void>();
let list: readonly Shortcut[] = [];
let pending = '';
let pendingSinceMs = 0;

function changed() {
  list = [...shortcuts];
  for (const watcher of watchers) watcher();
}

/** The chord of a key press as it is written in `keys`, or null for a modifier alone. */
export function chordOf(event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey'>): string | null {
  if (['Meta', 'Control', 'Alt', 'Shift'].includes(event.key)) return null;
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const mod = event.metaKey || event.ctrlKey ? 'mod+' : '';
  return `${mod}${event.altKey ? 'alt+' : ''}${key}`;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio]), textarea, select')
  );
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role=dialog][data-open], [role=alertdialog][data-open]')) return true;
  return target instanceof Element && target.closest('[role=menu], [role=listbox]') !== null;
}

function onKeyDown(event: KeyboardEvent) {
  const chord = chordOf(event);
  if (!chord || event.defaultPrevented || event.isComposing) return;
  const withMod = chord.startsWith('mod+');
  if (!withMod && (isTyping(event.target) || isBusy(event.target))) return;
  const recent = pending !== '' && event.timeStamp - pendingSinceMs < sequenceTimeoutMs;
  const sequence = recent ? `${pending} ${chord}` : chord;
  const last = [...shortcuts].reverse();
  const found = last.find(({ keys }) => keys === sequence) ?? last.find(({ keys }) => keys === chord);
  pending = '';
  if (found) {
    event.preventDefault();
    found.handler(event);
  } else if (last.some(({ keys }) => keys.startsWith(`${sequence} `))) {
    pending = sequence;
    pendingSinceMs = event.timeStamp;
  }
}

/** Adds a shortcut; the newest of equal keys wins. Returns what removes it. */
export function addShortcut(shortcut: Shortcut): () => void {
  if (shortcuts.size === 0) document.addEventListener('keydown', onKeyDown);
  shortcuts.add(shortcut);
  changed();
  return () => {
    shortcuts.delete(shortcut);
    if (shortcuts.size === 0) document.removeEventListener('keydown', onKeyDown);
    changed();
  };
}

/** For `useSyncExternalStore`: calls back when a shortcut comes or goes. */
export function watchShortcuts(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The shortcuts of the page as it stands; the same array until one comes or goes. */
export function currentShortcuts(): readonly Shortcut[] {
  return list;
}
