import { GallerySection, Specimen } from './gallery.parts.tsx';
import { Kbd } from './kbd.tsx';
import { type AppId, appNames } from './lib/marks.ts';
import { Link } from './link.tsx';
import { AppMark } from './marks.tsx';

const apps: AppId[] = ['accounts', 'educationelly', 'codetalk', 'firebook', 'intervalai'];

const swatches = [
  ['canvas', 'bg-canvas'],
  ['surface', 'bg-surface'],
  ['raised', 'bg-raised'],
  ['wash', 'bg-wash'],
  ['hover', 'bg-hover'],
  ['pressed', 'bg-pressed'],
  ['line', 'bg-line'],
  ['line-strong', 'bg-line-strong'],
  ['line-field', 'bg-line-field'],
  ['accent', 'bg-accent'],
  ['accent-wash', 'bg-accent-wash'],
  ['danger', 'bg-danger'],
  ['chart-1', 'bg-chart-1'],
  ['chart-2', 'bg-chart-2'],
  ['chart-3', 'bg-chart-3'],
  ['chart-4', 'bg-chart-4'],
  ['chart-5', 'bg-chart-5'],
  ['chart-6', 'bg-chart-6'],
] as const;

const sizes = [
  ['text-3xl font-semibold', '32 / 40'],
  ['text-2xl font-semibold', '24 / 32'],
  ['text-xl font-semibold', '20 / 28'],
  ['text-lg', '16 / 24'],
  ['text-base', '14 / 20'],
  ['text-sm', '13 / 20'],
  ['text-xs', '12 / 16'],
] as const;

/** Marks, colours and type. */
export function FoundationsGallery() {
  return (
    <GallerySection id="foundations" title="Foundations">
      <Specimen title="Marks" note="One sign and one accent an app.">
        {apps.map((app) => (
          <div key={app} data-app={app} className="flex items-center gap-3 pe-4">
            <AppMark app={app} className="size-10" />
            <div>
              <p className="font-medium text-base">{appNames[app]}</p>
              <p className="text-accent-ink text-sm">accent-ink</p>
            </div>
            <AppMark app={app} className="size-4" />
          </div>
        ))}
      </Specimen>
      <Specimen title="Colours" note="Semantic names; each is a pair of light and dark.">
        <ul className="grid w-full grid-cols-3 gap-3 sm:grid-cols-6 xl:grid-cols-9">
          {swatches.map(([name, ground]) => (
            <li key={name} className="text-ink-soft text-xs">
              <span className={`mb-1 block h-10 rounded-md border border-line ${ground}`} />
              {name}
            </li>
          ))}
        </ul>
      </Specimen>
      <TextSpecimens />
    </GallerySection>
  );
}

function TextSpecimens() {
  return (
    <>
      <Specimen title="Text colours" stack>
        <p className="text-ink">ink — what is read</p>
        <p className="text-ink-soft">ink-soft — what explains it</p>
        <p className="text-ink-faint">ink-faint — what stands aside</p>
      </Specimen>
      <Specimen title="Type scale" note="Geist, from the package." stack>
        {sizes.map(([style, label]) => (
          <p key={style} className={`flex items-baseline justify-between gap-4 ${style}`}>
            <span className="truncate">Things worth keeping are worth finding again</span>
            <span className="shrink-0 font-normal text-ink-faint text-xs tracking-normal">{label}</span>
          </p>
        ))}
        <p className="font-mono text-sm">01931f6e-7c4a-7000-8a2b — mono, for code and ids</p>
      </Specimen>
      <Specimen title="Link">
        <p className="max-w-prose">
          Read <Link href="/design">what was saved</Link>, go to{' '}
          <Link href="/design" tone="quiet">
            a quiet place
          </Link>{' '}
          or leave for{' '}
          <Link href="https://example.com" external>
            another site
          </Link>
          .
        </p>
      </Specimen>
      <Specimen title="Kbd">
        <Kbd keys="mod+k" />
        <Kbd keys="g i" />
        <Kbd keys="shift+enter" />
        <Kbd keys="?" />
      </Specimen>
    </>
  );
}
