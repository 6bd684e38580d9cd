'use client';
import { Fragment } from 'react';
import { cn } from './lib/cn.ts';
import { useIsMac } from './lib/use-is-mac.ts';
import { useUi } from './lib/use-ui.ts';

const symbols: Record<string, string> = {
  enter: '↵',
  escape: 'Esc',
  esc: 'Esc',
  shift: '⇧',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  space: 'Space',
};

function keyText(key: string, mac: boolean): string {
  if (key === 'mod') return mac ? '⌘' : 'Ctrl';
  if (key === 'alt') return mac ? '⌥' : 'Alt';
  return symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** Keys as caps: `keys="mod+k"`, or a sequence with a space: `keys="g i"`. */
export function Kbd({ keys, tone = 'plain' }: { keys: string; tone?: 'plain' | 'inverse' }) {
  const mac = useIsMac();
  const { words } = useUi();
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      {keys.split(' ').map((chord, index) => (
        <Fragment key={chord}>
          {index > 0 ? <span className="text-xs opacity-80">{words.shortcutAfter}</span> : null}
          {chord.split('+').map((key) => (
            <kbd
              key={key}
              className={cn(
                'inline-flex h-5 min-w-5 items-center justify-center rounded-xs border px-1 font-sans text-xs',
                tone === 'plain'
                  ? 'border-line-strong bg-surface text-ink-soft'
                  : 'border-current/25 text-current',
              )}
            >
              {keyText(key, mac)}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
