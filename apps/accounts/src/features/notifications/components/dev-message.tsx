'use client';
import type { DevMail } from '@portfolio/platform/notifications/schema';
import { Badge } from '@portfolio/ui/badge';
import { DateTime } from '@portfolio/ui/date-time';
import { Segmented } from '@portfolio/ui/segmented';
import { useTranslations } from 'next-intl';
import { useState } from 'react';

type View = 'preview' | 'text';

/** A message as it looks in a mail program, in a frame that may run nothing, and its text part. */
export function DevMessage({ mail }: { mail: DevMail }) {
  const t = useTranslations('devInbox');
  const [view, setView] = useState<View>('preview');
  return (
    <article className="min-w-0 overflow-hidden rounded-lg border">
      <header className="flex flex-wrap items-start justify-between gap-3 border-b px-4 py-3">
        <div className="min-w-0">
          <h2 className="font-semibold text-ink text-lg [overflow-wrap:anywhere]">{mail.subject}</h2>
          <p className="mt-0.5 text-ink-soft text-sm [overflow-wrap:anywhere]">
            {t('to')} {mail.to} · <DateTime value={mail.at} format="datetime" />{' '}
            <Badge className="ms-1">{mail.channel}</Badge>
          </p>
        </div>
        <Segmented<View>
          label={t('view')}
          value={view}
          onValueChange={setView}
          options={[
            { value: 'preview', label: t('preview') },
            { value: 'text', label: t('text') },
          ]}
        />
      </header>
      {view === 'preview' ? (
        <iframe
          title={t('frame', { subject: mail.subject })}
          // No scripts, no forms, no origin; a link opens a tab of its own.
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={`<base target="_blank">${mail.html}`}
          className="block h-[34rem] w-full bg-white"
        />
      ) : (
        <pre className="whitespace-pre-wrap p-4 font-sans text-base text-ink [overflow-wrap:anywhere]">
          {linked(mail.text)}
        </pre>
      )}
    </article>
  );
}

const linked = (text: string) =>
  text.split(/(https?:\/\/\S+)/).map((part, at) =>
    part.startsWith('http') ? (
      <a key={`${at}-${part}`} href={part} className="text-accent-ink underline">
        {part}
      </a>
    ) : (
      part
    ),
  );
