'use client';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from './button.tsx';
import { useUi } from './lib/use-ui.ts';

const shownMs = 1600;

export type CopyButtonProps = {
  text: string;
  /** What is copied, for the accessible name: "Copy address". */
  label?: string;
  /** Shows the label beside the icon. */
  withText?: boolean;
  size?: 'sm' | 'md';
  className?: string;
};

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({ text, label, withText = false, size = 'sm', className }: CopyButtonProps) {
  const { words } = useUi();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), shownMs);
    return () => clearTimeout(timer);
  }, [state]);
  function copy() {
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  }
  const name = { idle: label ?? words.copy, copied: words.copied, failed: words.copyFailed }[state];
  const icon = state === 'copied' ? <Check className="text-success-ink" aria-hidden /> : <Copy aria-hidden />;
  return (
    <>
      {withText ? (
        <Button size={size} icon={icon} onClick={copy} className={className}>
          {name}
        </Button>
      ) : (
        <IconButton label={name} size={size} onClick={copy} className={className}>
          {icon}
        </IconButton>
      )}
      <span className="sr-only" role="status">
        {state === 'idle' ? '' : name}
      </span>
    </>
  );
}
