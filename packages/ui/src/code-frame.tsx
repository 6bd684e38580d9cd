'use client';
import { type ReactNode, useId } from 'react';
import { CopyButton } from './copy-button.tsx';
import { cn } from './lib/cn.ts';

export type CodeFrameProps = {
  /** File name or what the code is. */
  title?: string;
  language?: string;
  /** Shown as it is, with a copy button. An editor goes in as `children` instead. */
  code?: string;
  /** At the end of the head: run, format, people present. */
  actions?: ReactNode;
  /** A line at the foot: cursor position, connection, language server. */
  status?: ReactNode;
  wrap?: boolean;
  className?: string;
  children?: ReactNode;
};

/** The frame around code: head with title and actions, the code or an editor, a line of status. */
export function CodeFrame({
  title,
  language,
  code,
  actions,
  status,
  wrap,
  className,
  children,
}: CodeFrameProps) {
  const id = useId();
  return (
    <figure
      aria-labelledby={title ? id : undefined}
      className={cn(
        'flex min-w-0 flex-col overflow-hidden rounded-lg border border-line-strong bg-surface',
        className,
      )}
    >
      <figcaption className="flex h-10 shrink-0 items-center gap-2 border-b bg-canvas ps-3.5 pe-1.5">
        <span id={id} className="min-w-0 truncate font-mono text-ink text-sm">
          {title}
        </span>
        {language ? <span className="shrink-0 text-ink-faint text-xs">{language}</span> : null}
        <span className="ms-auto flex shrink-0 items-center gap-1">
          {actions}
          {code === undefined ? null : <CopyButton text={code} />}
        </span>
      </figcaption>
      {code === undefined ? (
        <div className="min-h-0 flex-1">{children}</div>
      ) : (
        <CodeText code={code} wrap={wrap} />
      )}
      {status ? (
        <div className="flex h-7 shrink-0 items-center gap-3 border-t bg-canvas px-3.5 text-ink-faint text-xs">
          {status}
        </div>
      ) : null}
    </figure>
  );
}

function CodeText({ code, wrap }: { code: string; wrap?: boolean }) {
  return (
    <pre
      dir="ltr"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={cn(
        'overflow-x-auto p-3.5 text-ink text-sm leading-5.5 focus-visible:-outline-offset-2',
        wrap && 'whitespace-pre-wrap [overflow-wrap:anywhere]',
      )}
    >
      <code>{code}</code>
    </pre>
  );
}

/** A word of code in a sentence. */
export function Code({ children }: { children: ReactNode }) {
  return (
    <code className="rounded-xs bg-wash px-1 py-0.5 text-[0.92em] text-ink [overflow-wrap:anywhere]">
      {children}
    </code>
  );
}
