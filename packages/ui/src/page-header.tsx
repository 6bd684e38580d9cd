'use client';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';
import { Link } from './link.tsx';

export type Crumb = { label: string; href: string };

export type PageHeaderProps = {
  title: ReactNode;
  /** One line under the title: what this is, or a count. */
  description?: ReactNode;
  crumbs?: Crumb[];
  /** A mark, an avatar or an icon before the title. */
  leading?: ReactNode;
  /** Badges after the title. */
  meta?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** Tabs or filters at its lower edge. */
  children?: ReactNode;
  /** 1 unless the header stands inside another page. */
  headingLevel?: 1 | 2 | 4;
  className?: string;
};

const chevronStyle = 'size-3.5 shrink-0 rtl:-scale-x-100';

/** The head of a page: where it is, what it is, what can be done. */
export function PageHeader(props: PageHeaderProps) {
  const { title, description, crumbs = [], leading, meta, actions, children } = props;
  const { words } = useUi();
  const Heading = `h${props.headingLevel ?? 1}` as const;
  return (
    <header className={cn('flex flex-col gap-4 pt-6 pb-4', props.className)}>
      {crumbs.length > 0 ? (
        <nav aria-label={words.breadcrumb} className="print:hidden">
          <ol className="flex flex-wrap items-center gap-1 text-ink-faint text-sm">
            {crumbs.map((crumb, position) => (
              <li key={crumb.href} className="flex min-w-0 items-center gap-1">
                {crumbs.length === 1 ? <ChevronLeft className={chevronStyle} aria-hidden /> : null}
                <Link href={crumb.href} tone="quiet" dir="auto" className="truncate py-0.5">
                  {crumb.label}
                </Link>
                {position < crumbs.length - 1 ? <ChevronRight className={chevronStyle} aria-hidden /> : null}
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 items-center gap-3">
          {leading ? <div className="shrink-0">{leading}</div> : null}
          <div className="min-w-0">
            <div className="flex min-w-0 flex-wrap items-center gap-2">
              <Heading dir="auto" className="min-w-0 font-semibold text-ink text-xl [overflow-wrap:anywhere]">
                {title}
              </Heading>
              {meta}
            </div>
            {description ? (
              <p dir="auto" className="mt-0.5 text-base text-ink-soft">
                {description}
              </p>
            ) : null}
          </div>
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </header>
  );
}

/** The room of a page under the top bar. `reading` keeps lines short, `wide` leaves the width to tables and cards. */
export function Page({ width = 'wide', className, children }: PageProps) {
  return (
    <div
      className={cn(
        'mx-auto w-full px-4 pb-12 sm:px-6 lg:px-8',
        { reading: 'max-w-3xl', form: 'max-w-5xl', wide: 'max-w-[100rem]' }[width],
        className,
      )}
    >
      {children}
    </div>
  );
}

export type PageProps = { width?: 'reading' | 'form' | 'wide'; className?: string; children: ReactNode };
