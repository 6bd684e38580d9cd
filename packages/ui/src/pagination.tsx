'use client';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button, ButtonLink } from './button.tsx';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';
import { Spinner } from './spinner.tsx';

export type LoadMoreProps = {
  hasMore: boolean;
  loading?: boolean;
  error?: boolean;
  onLoadMore: () => void;
  /** Loads by itself when its end comes near; the button stays for keyboards and for failures. */
  auto?: boolean;
  /** Said when there is nothing more; nothing when left out. */
  endText?: string;
};

/** The foot of a keyset list: more of it, by scrolling or by button. */
export function LoadMore({
  hasMore,
  loading = false,
  error = false,
  onLoadMore,
  auto = true,
  endText,
}: LoadMoreProps) {
  const { words } = useUi();
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onLoadMore);
  useEffect(() => {
    latest.current = onLoadMore;
  });
  const watching = auto && hasMore && !loading && !error;
  useEffect(() => {
    if (!watching || !ref.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && latest.current(),
      { rootMargin: '600px 0px' },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [watching]);
  if (!hasMore && !endText) return null;
  return (
    <div ref={ref} className="flex min-h-14 items-center justify-center gap-3 py-2 text-ink-faint text-sm">
      {loading ? <Spinner label={words.loading} /> : null}
      {error ? <span role="alert">{words.loadFailed}</span> : null}
      {hasMore && !loading ? (
        <Button variant={error ? 'secondary' : 'ghost'} size="sm" onClick={onLoadMore}>
          {error ? words.retry : words.loadMore}
        </Button>
      ) : null}
      {hasMore ? null : endText}
    </div>
  );
}

export type PagerProps = {
  previousHref?: string | null;
  nextHref?: string | null;
  /** What is shown, such as "1–50 of 312". */
  summary?: string;
  className?: string;
};

/** Previous and next as links, for pages that are read one at a time. */
export function Pager({ previousHref, nextHref, summary, className }: PagerProps) {
  const { words } = useUi();
  return (
    <nav
      aria-label={words.pageNavigation}
      className={cn('flex items-center justify-between gap-3 py-2', className)}
    >
      <span className="text-ink-faint text-sm tabular-nums">{summary}</span>
      <span className="flex gap-2">
        <PagerLink href={previousHref} label={words.previous} side="previous" />
        <PagerLink href={nextHref} label={words.next} side="next" />
      </span>
    </nav>
  );
}

type PagerLinkProps = { href?: string | null; label: string; side: 'previous' | 'next' };

function PagerLink({ href, label, side }: PagerLinkProps) {
  const Icon = side === 'previous' ? ChevronLeft : ChevronRight;
  const body = (
    <>
      {side === 'previous' ? <Icon className="rtl:-scale-x-100" aria-hidden /> : null}
      {label}
      {side === 'next' ? <Icon className="rtl:-scale-x-100" aria-hidden /> : null}
    </>
  );
  if (!href) {
    return (
      <Button size="sm" disabled>
        {body}
      </Button>
    );
  }
  return (
    <ButtonLink size="sm" href={href} rel={side === 'previous' ? 'prev' : 'next'}>
      {body}
    </ButtonLink>
  );
}
