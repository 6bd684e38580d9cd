'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { Avatar } from '@portfolio/ui/avatar';
import { Badge } from '@portfolio/ui/badge';
import { Banner } from '@portfolio/ui/banner';
import { Button, ButtonLink } from '@portfolio/ui/button';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Archive, ArchiveRestore, Pencil, Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';
import type { Episode, Student } from '../schema.ts';
import { AccessCard } from './access-log.tsx';
import { useDistrict } from './district.tsx';
import { Episodes } from './episodes.tsx';
import { EraseStudent } from './erase.tsx';
import { Identity, Languages, Schooling } from './facts.tsx';
import { ElStatusBadge, useGradeName } from './words.tsx';

/** Archives or restores one student, with an undo that does the other. */
const useArchiveOne = (student: Student) => {
  const t = useTranslations('student');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const settle = {
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.students.pathKey() }),
    onError: (error: unknown) => void toast.show({ title: messageOf(error), tone: 'danger' }),
  };
  const archive = useMutation(trpc.students.archive.mutationOptions(settle));
  const restore = useMutation(trpc.students.restore.mutationOptions(settle));
  const { id, fullName: name } = student;
  const undo = { archive: () => restore.mutate({ id }), restore: () => archive.mutate({ id }) };
  const say = (what: 'archive' | 'restore') => () =>
    toast.show({ title: t(`${what}Done`, { name }), undo: undo[what] });
  return {
    pending: archive.isPending || restore.isPending,
    archive: () => archive.mutate({ id }, { onSuccess: say('archive') }),
    restore: () => restore.mutate({ id }, { onSuccess: say('restore') }),
  };
};

/** Everything known of one student, on one screen and on one printed page. */
export function StudentRecord({ initial, episodes }: { initial: Student; episodes: { items: Episode[] } }) {
  const t = useTranslations('student');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { isAdmin } = useDistrict();
  const query = { id: initial.id };
  // Each look is logged, so the page asks again only when something changed.
  const { data: cached = initial } = useQuery(
    trpc.students.get.queryOptions(query, { initialData: initial, staleTime: Number.POSITIVE_INFINITY }),
  );
  const { data: decided = episodes } = useQuery(
    trpc.episodes.list.queryOptions(query, { initialData: episodes, staleTime: Number.POSITIVE_INFINITY }),
  );
  useLive('students', (change) => {
    if (change.data.studentId === initial.id)
      void queries.invalidateQueries({ queryKey: trpc.episodes.pathKey() });
  });
  // The page's own copy may be newer than what an earlier visit left.
  const student = cached.version >= initial.version ? cached : initial;
  const one = useArchiveOne(student);
  return (
    <Page className="max-w-[80rem]">
      <RecordHeader student={student} one={one} />
      {student.archivedAt ? (
        <Banner
          title={t('archivedTitle')}
          className="mb-4 print:hidden"
          actions={<RestoreButton one={one} />}
        >
          {t('archivedText')}
        </Banner>
      ) : null}
      {student.warnings.map(({ field, message }) => (
        <Banner key={field} tone="warning" title={message} className="mb-4" />
      ))}
      <div className="grid items-start gap-4 lg:grid-cols-2 print:grid-cols-2 print:gap-2">
        <div className="grid gap-4 print:gap-2">
          <Identity student={student} />
          <Languages student={student} />
        </div>
        <div className="grid gap-4 print:gap-2">
          <Schooling student={student} />
          <Episodes student={student} items={decided.items} />
        </div>
      </div>
      {isAdmin ? <AccessCard studentId={student.id} version={student.version} /> : null}
      <p className="mt-3 hidden text-ink-faint text-xs print:block">{t('printed')}</p>
    </Page>
  );
}

type One = ReturnType<typeof useArchiveOne>;

function RestoreButton({ one }: { one: One }) {
  const t = useTranslations('student');
  const { district } = useDistrict();
  if (!district.mayWrite) return null;
  return (
    <Button size="sm" icon={<ArchiveRestore aria-hidden />} loading={one.pending} onClick={one.restore}>
      {t('restore')}
    </Button>
  );
}

function RecordHeader({ student, one }: { student: Student; one: One }) {
  const t = useTranslations('student');
  const form = useTranslations('form');
  const gradeName = useGradeName();
  const { district, isAdmin, href } = useDistrict();
  return (
    <PageHeader
      title={student.fullName}
      crumbs={[{ href: href('/students'), label: form('students') }]}
      leading={<Avatar name={student.fullName} src={student.photoUrl} size="lg" decorative />}
      meta={
        <>
          <ElStatusBadge status={student.elStatus} />
          {student.archivedAt ? <Badge>{t('archived')}</Badge> : null}
        </>
      }
      description={`${gradeName(student.gradeLevel)} · ${student.schoolName}`}
      className="print:pt-0 print:pb-2"
      actions={
        <div className="flex flex-wrap gap-2 print:hidden">
          {isAdmin ? <EraseStudent student={student} /> : null}
          {district.mayWrite && !student.archivedAt ? (
            <Button icon={<Archive aria-hidden />} loading={one.pending} onClick={one.archive}>
              {t('archive')}
            </Button>
          ) : null}
          <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
            {t('print')}
          </Button>
          {district.mayWrite ? (
            <ButtonLink
              href={href(`/students/${student.id}/edit`)}
              variant="primary"
              icon={<Pencil aria-hidden />}
            >
              {t('edit')}
            </ButtonLink>
          ) : null}
        </div>
      }
    />
  );
}
