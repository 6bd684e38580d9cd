import type { ReactNode } from 'react';
import { cn } from './lib/cn.ts';

/** One chapter of the gallery. */
export function GallerySection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex flex-col gap-8">
      <h2 id={`${id}-title`} className="border-b pb-2 font-semibold text-2xl text-ink">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** One component with its states side by side. */
export function Specimen({ title, note, stack, children }: SpecimenProps) {
  return (
    <div className="grid gap-x-8 gap-y-3 lg:grid-cols-[12rem_minmax(0,1fr)]">
      <div>
        <h3 className="font-medium text-base text-ink">{title}</h3>
        {note ? <p className="mt-0.5 text-ink-faint text-sm">{note}</p> : null}
      </div>
      <div className={cn('min-w-0', stack ? 'flex flex-col gap-4' : 'flex flex-wrap items-center gap-3')}>
        {children}
      </div>
    </div>
  );
}

type SpecimenProps = { title: string; note?: string; stack?: boolean; children: ReactNode };

/** Jumps to the chapters. */
export function GalleryNav({ sections }: { sections: readonly { id: string; label: string }[] }) {
  return (
    <nav aria-label="Chapters" className="flex flex-wrap gap-x-4 gap-y-1">
      {sections.map(({ id, label }) => (
        <a
          key={id}
          href={`#${id}`}
          className="rounded-xs py-1 text-base text-ink-soft hover:text-ink hover:underline"
        >
          {label}
        </a>
      ))}
    </nav>
  );
}
