'use client';
import type { Run, RunStep } from '@portfolio/platform/jobs/schema';
import { Badge, type Tone } from '@portfolio/ui/badge';
import { CodeFrame } from '@portfolio/ui/code-frame';
import { Tabs } from '@portfolio/ui/tabs';
import { useTranslations } from 'next-intl';

/** How often a page of operations asks again by itself. */
export const recheckMs = 5_000;

const tones: Record<Run['status'] | RunStep['status'], Tone> = {
  queued: 'neutral',
  running: 'info',
  completed: 'success',
  failed: 'danger',
  cancelled: 'warning',
  planned: 'neutral',
  sleeping: 'info',
  waiting: 'info',
};

export function StateBadge({ state }: { state: keyof typeof tones }) {
  const t = useTranslations('operations');
  return (
    <Badge tone={tones[state]} dot>
      {t(`states.${state}`)}
    </Badge>
  );
}

/** The pages of operations, from one to the next. */
export function OperationsTabs({ current, letters }: { current: string; letters?: number | undefined }) {
  const t = useTranslations('operations.tabs');
  return (
    <Tabs
      label={t('label')}
      current={current}
      tabs={[
        { href: '/operations', label: t('overview') },
        { href: '/operations/runs', label: t('runs') },
        { href: '/operations/dead-letters', label: t('deadLetters'), ...(letters ? { count: letters } : {}) },
      ]}
    />
  );
}

/** "12 ms", "3.4 s", "2 min": how long something took. */
export const spanOf = (ms: number, locale: string): string => {
  const [value, unit] =
    ms < 1_000
      ? [Math.round(ms), 'millisecond']
      : ms < 90_000
        ? [Math.round(ms / 100) / 10, 'second']
        : ms < 5_400_000
          ? [Math.round(ms / 60_000), 'minute']
          : [Math.round(ms / 360_000) / 10, 'hour'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
};

/** Data as it travelled, set out to be read. */
export function Data({ title, value }: { title: string; value: unknown }) {
  return <CodeFrame title={title} language="JSON" code={JSON.stringify(value, null, 2) ?? 'null'} wrap />;
}

/** What an error said, with the stack behind it. */
export function Fault({ error }: { error: NonNullable<Run['error']> }) {
  const t = useTranslations('operations');
  return (
    <div className="rounded-lg border border-danger-line bg-danger-wash px-3.5 py-3">
      <p className="font-medium text-base text-ink [overflow-wrap:anywhere]">
        {error.name}: {error.message}
      </p>
      {error.stack ? (
        <details className="mt-2 text-sm">
          <summary className="cursor-pointer text-ink-soft">{t('stack')}</summary>
          <pre className="mt-2 whitespace-pre-wrap text-ink-soft text-xs [overflow-wrap:anywhere]">
            {error.stack}
          </pre>
        </details>
      ) : null}
    </div>
  );
}
