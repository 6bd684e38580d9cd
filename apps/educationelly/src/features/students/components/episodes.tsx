'use client';
import { episodeStatuses } from '@portfolio/db/students-values';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { AlertDialog } from '@portfolio/ui/alert-dialog';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { Dialog } from '@portfolio/ui/dialog';
import { Field } from '@portfolio/ui/field';
import { DateInput, Textarea } from '@portfolio/ui/input';
import { Select } from '@portfolio/ui/select';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import { today } from '../rules.ts';
import type { Episode, Student } from '../schema.ts';
import { useDistrict } from './district.tsx';
import { Day, ElStatusBadge } from './words.tsx';

const useSettle = (done: string, then: () => void) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  return {
    onSuccess: () => {
      toast.show({ title: done, tone: 'success' });
      then();
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: trpc.students.pathKey() }),
        queries.invalidateQueries({ queryKey: trpc.episodes.pathKey() }),
      ]),
  };
};

/** EL status as it was decided, the latest first. */
export function Episodes({ student, items }: { student: Student; items: Episode[] }) {
  const t = useTranslations('student');
  const e = useTranslations('episodes');
  const { district } = useDistrict();
  const [open, setOpen] = useState<Episode | 'new' | null>(null);
  return (
    <Card
      title={t('status')}
      className="print:[&>div]:p-2.5"
      actions={
        district.mayWrite ? (
          <Button
            size="sm"
            icon={<Plus aria-hidden />}
            className="print:hidden"
            onClick={() => setOpen('new')}
          >
            {e('add')}
          </Button>
        ) : null
      }
    >
      {items.length === 0 ? (
        <div className="text-base">
          <p className="text-ink">{e('none')}</p>
          <p className="mt-0.5 text-ink-faint">{e('noneText')}</p>
        </div>
      ) : (
        <ol className="flex flex-col" aria-label={t('status')}>
          {items.toReversed().map((episode) => (
            <Line key={episode.id} episode={episode} onEdit={() => setOpen(episode)} />
          ))}
        </ol>
      )}
      {open ? (
        <EpisodeDialog
          key={open === 'new' ? 'new' : open.id}
          student={student}
          episode={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </Card>
  );
}

function Line({ episode, onEdit }: { episode: Episode; onEdit: () => void }) {
  const t = useTranslations('episodes');
  const statusName = useTranslations('elStatus');
  const { district } = useDistrict();
  const name = statusName(episode.status);
  return (
    <li className="relative border-line border-s-2 ps-4 pb-4 last:pb-0 print:pb-1.5">
      <span
        aria-hidden
        className="absolute top-2.5 -start-1.25 size-2 rounded-full bg-line-strong data-now:bg-accent"
        data-now={episode.toOn === null || undefined}
      />
      <div className="flex items-start justify-between gap-3">
        <div className="flex min-h-7 min-w-0 flex-wrap items-center gap-x-3 gap-y-1 print:min-h-0">
          <ElStatusBadge status={episode.status} />
          <span className="text-base text-ink-soft tabular-nums print:text-sm">
            <Day value={episode.fromOn} />
            {' – '}
            {episode.toOn ? <Day value={episode.toOn} /> : t('now')}
          </span>
        </div>
        {district.mayWrite ? (
          <Button
            variant="ghost"
            size="sm"
            className="shrink-0 print:hidden"
            aria-label={t('editOf', { status: name })}
            onClick={onEdit}
          >
            {t('edit')}
          </Button>
        ) : null}
      </div>
      {episode.decision ? (
        <p dir="auto" className="mt-1 text-base text-ink [overflow-wrap:anywhere] print:text-sm">
          {episode.decision}
        </p>
      ) : null}
      <p className="mt-0.5 text-ink-faint text-sm print:hidden">
        {t('by', { name: episode.decidedBy.name })}
      </p>
    </li>
  );
}

type DialogProps = { student: Student; episode: Episode | null; onClose: () => void };

function EpisodeDialog({ student, episode, onClose }: DialogProps) {
  const t = useTranslations('episodes');
  const statusName = useTranslations('elStatus');
  const trpc = useTRPC();
  const settle = useSettle(t('saved'), onClose);
  const [status, setStatus] = useState<Episode['status']>(episode?.status ?? 'identified');
  const [fromOn, setFromOn] = useState(episode?.fromOn ?? today());
  const [toOn, setToOn] = useState(episode?.toOn ?? '');
  const [decision, setDecision] = useState(episode?.decision ?? '');
  const add = useMutation(trpc.episodes.add.mutationOptions(settle));
  const update = useMutation(trpc.episodes.update.mutationOptions(settle));
  const used = episode ? update : add;
  const fields = problemOf(used.error)?.fields ?? {};
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const given = { id: student.id, status, fromOn, toOn: toOn || null, decision: decision || null };
    if (episode) update.mutate({ ...given, episodeId: episode.id });
    else add.mutate(given);
  };
  const id = 'episode-form';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={episode ? t('editOf', { status: statusName(episode.status) }) : t('add')}
      footer={
        <>
          {episode ? <RemoveEpisode episode={episode} onClose={onClose} /> : null}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={id} variant="primary" loading={used.isPending}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="flex flex-col gap-4" noValidate>
        {used.error && Object.keys(fields).length === 0 ? (
          <Banner tone="danger" title={messageOf(used.error)} />
        ) : null}
        <Field label={t('status')} error={fields.status?.[0]}>
          <Select
            value={status}
            onValueChange={setStatus}
            options={episodeStatuses.map((value) => ({ value, label: statusName(value) }))}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('from')} required error={fields.fromOn?.[0]}>
            <DateInput value={fromOn} onChange={(event) => setFromOn(event.currentTarget.value)} />
          </Field>
          <Field label={t('to')} hint={t('toHint')} error={fields.toOn?.[0]}>
            <DateInput value={toOn} onChange={(event) => setToOn(event.currentTarget.value)} />
          </Field>
        </div>
        <Field label={t('decision')} hint={t('decisionHint')} error={fields.decision?.[0]}>
          <Textarea value={decision} onChange={(event) => setDecision(event.currentTarget.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

function RemoveEpisode({ episode, onClose }: { episode: Episode; onClose: () => void }) {
  const t = useTranslations('episodes');
  const trpc = useTRPC();
  const toast = useToast();
  const settle = useSettle(t('removed'), onClose);
  const remove = useMutation(
    trpc.episodes.remove.mutationOptions({
      ...settle,
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return (
    <AlertDialog
      trigger={
        <Button variant="ghost" className="me-auto">
          {t('remove')}
        </Button>
      }
      title={t('removeTitle')}
      description={t('removeText')}
      confirmLabel={t('remove')}
      tone="danger"
      onConfirm={() => remove.mutate({ id: episode.studentId, episodeId: episode.id })}
    />
  );
}
