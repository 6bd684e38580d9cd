'use client';
import { messageOf, type problemOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button, ButtonLink } from '@portfolio/ui/button';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useToast } from '@portfolio/ui/toast';
import { useUnsaved } from '@portfolio/ui/unsaved';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { FormProvider, type UseFormReturn, useForm } from 'react-hook-form';
import { useTRPC, useTRPCClient } from '@/trpc/client.ts';
import type { Student } from '../schema.ts';
import { useDistrict } from './district.tsx';
import { Conflict } from './form.conflict.tsx';
import {
  BirthplaceFields,
  DemographyFields,
  IdentityFields,
  IdFields,
  LanguageFields,
  SchoolFields,
} from './form.fields.tsx';
import { PhotoField } from './form.photo.tsx';
import { problemIn, showProblem } from './form.problem.ts';
import {
  changedBetween,
  createInput,
  emptyValues,
  type StudentValues,
  updateInput,
  valuesOf,
} from './form.values.ts';

type FrameProps = {
  title: string;
  crumbs: { href: string; label: string }[];
  form: UseFormReturn<StudentValues>;
  onSubmit: (values: StudentValues) => void;
  submit: string;
  busy: boolean;
  cancelHref: string;
  notice: ReactNode;
  photoUrl: string | null;
  known: Record<string, string>;
  birthplace: { hidden: boolean; revealing: boolean; onReveal: () => void };
};

/** Brings what went wrong into sight when it appears. */
const showNotice = (notice: HTMLElement | null): void => notice?.scrollIntoView({ block: 'nearest' });

function FormFrame({ form, onSubmit, ...props }: FrameProps) {
  const t = useTranslations('form');
  const unsaved = useUnsaved(form.formState.isDirty && !props.busy);
  return (
    <Page width="form" className="max-w-3xl">
      <PageHeader title={props.title} crumbs={props.crumbs} />
      <FormProvider {...form}>
        <form onSubmit={form.handleSubmit(onSubmit)} className="flex flex-col gap-8" noValidate>
          {unsaved}
          <IdentityFields />
          <IdFields />
          <SchoolFields />
          <LanguageFields known={props.known} />
          <DemographyFields />
          <BirthplaceFields {...props.birthplace} />
          <PhotoField photoUrl={props.photoUrl} />
          {props.notice ? (
            <div ref={showNotice} className="scroll-mb-36 md:scroll-mb-20">
              {props.notice}
            </div>
          ) : null}
          <div
            data-bottom-actions
            className="sticky bottom-16 z-10 -mx-4 flex justify-end gap-2 border-t bg-surface px-4 py-3 md:bottom-0"
          >
            <ButtonLink href={props.cancelHref}>{t('cancel')}</ButtonLink>
            <Button type="submit" variant="primary" loading={props.busy}>
              {props.submit}
            </Button>
          </div>
        </form>
      </FormProvider>
    </Page>
  );
}

/** What went wrong with a save; an existing student of the same local ID is one click away. */
function Failure({ problem, message }: { problem: ReturnType<typeof problemOf>; message: string }) {
  const t = useTranslations('form');
  const { href } = useDistrict();
  const existing = problem?.existingId;
  return (
    <Banner
      tone="danger"
      title={message}
      actions={
        typeof existing === 'string' ? (
          <ButtonLink size="sm" href={href(`/students/${existing}`)}>
            {t('openExisting')}
          </ButtonLink>
        ) : null
      }
    >
      {t('failed')}
    </Banner>
  );
}

/** The form of a new student. */
export function NewStudent() {
  const t = useTranslations('form');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const router = useRouter();
  const { href } = useDistrict();
  const form = useForm<StudentValues>({ defaultValues: emptyValues });
  const create = useMutation(
    trpc.students.create.mutationOptions({
      onSuccess: (student) => {
        void queries.invalidateQueries({ queryKey: trpc.students.list.pathKey() });
        void queries.invalidateQueries({ queryKey: trpc.schools.pathKey() });
        toast.show({ title: t('created', { name: student.fullName }), tone: 'success' });
        router.push(href(`/students/${student.id}`));
      },
      onError: (error) => showProblem(form, error),
    }),
  );
  return (
    <FormFrame
      title={t('newTitle')}
      crumbs={[{ href: href('/students'), label: t('students') }]}
      form={form}
      onSubmit={(values) => create.mutate(createInput(values))}
      submit={t('create')}
      busy={create.isPending || create.isSuccess}
      cancelHref={href('/students')}
      notice={
        create.error ? <Failure problem={problemIn(create.error)} message={messageOf(create.error)} /> : null
      }
      photoUrl={null}
      known={{}}
      birthplace={{ hidden: false, revealing: false, onReveal: () => {} }}
    />
  );
}

/** Sends what was changed since `base`, and says what somebody else changed meanwhile. */
const useSave = (student: Student, form: UseFormReturn<StudentValues>) => {
  const t = useTranslations('form');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const toast = useToast();
  const router = useRouter();
  const { href } = useDistrict();
  const [base, setBase] = useState({ version: student.version, values: valuesOf(student) });
  const save = useMutation({
    mutationFn: (on: { version: number; values: StudentValues }) => {
      const typed = form.getValues();
      const changes = updateInput(typed, changedBetween(on.values, typed));
      const context = { ifMatch: on.version };
      return client.students.update.mutate({ id: student.id, ...changes }, { context });
    },
    onSuccess: (saved) => {
      queries.setQueryData(trpc.students.get.queryKey({ id: student.id }), saved);
      void queries.invalidateQueries({ queryKey: trpc.students.list.pathKey() });
      void queries.invalidateQueries({ queryKey: trpc.schools.pathKey() });
      toast.show({ title: t('saved'), tone: 'success' });
      router.push(href(`/students/${student.id}`));
    },
    onError: (error) => showProblem(form, error),
  });
  return { base, setBase, save };
};

/** The form of a student who is there already. */
export function EditStudent({ student }: { student: Student }) {
  const t = useTranslations('form');
  const client = useTRPCClient();
  const toast = useToast();
  const { href } = useDistrict();
  const form = useForm<StudentValues>({ defaultValues: valuesOf(student) });
  const { base, setBase, save } = useSave(student, form);
  const [hidden, setHidden] = useState(student.hasBirthplace);
  const reveal = useMutation({
    mutationFn: () => client.students.birthplace.query({ id: student.id }),
    onSuccess: ({ cityOfBirth, countryOfBirth }) => {
      const place = { cityOfBirth: cityOfBirth ?? '', countryOfBirth: countryOfBirth ?? '' };
      form.setValue('cityOfBirth', place.cityOfBirth);
      form.setValue('countryOfBirth', place.countryOfBirth);
      setBase({ ...base, values: { ...base.values, ...place } });
      setHidden(false);
    },
    onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
  });
  const problem = problemIn(save.error);
  const current = problem?.code === 'conflict' ? currentOf(problem) : null;
  const take = (now: Student): void => {
    const values = {
      ...valuesOf(now),
      cityOfBirth: base.values.cityOfBirth,
      countryOfBirth: base.values.countryOfBirth,
    };
    for (const name of changedBetween(base.values, values)) form.setValue(name, values[name]);
    setBase({ version: now.version, values });
    save.reset();
  };
  const known = {
    [student.nativeLanguage]: student.nativeLanguageName,
    [student.homeLanguage ?? '']: student.homeLanguageName ?? '',
    [student.correspondenceLanguage ?? '']: student.correspondenceLanguageName ?? '',
    ...(current ? { [current.nativeLanguage]: current.nativeLanguageName } : {}),
  };
  const failure = save.error ? <Failure problem={problem} message={messageOf(save.error)} /> : null;
  return (
    <FormFrame
      title={t('editTitle', { name: student.fullName })}
      crumbs={[
        { href: href('/students'), label: t('students') },
        { href: href(`/students/${student.id}`), label: student.fullName },
      ]}
      form={form}
      onSubmit={() => save.mutate(base)}
      submit={t('save')}
      busy={save.isPending || save.isSuccess}
      cancelHref={href(`/students/${student.id}`)}
      notice={
        current ? (
          <Conflict
            base={base.values}
            current={current}
            busy={save.isPending}
            onTake={() => take(current)}
            onOverwrite={() => save.mutate({ version: current.version, values: base.values })}
          />
        ) : (
          failure
        )
      }
      photoUrl={student.photoUrl}
      known={known}
      birthplace={{ hidden, revealing: reveal.isPending, onReveal: () => reveal.mutate() }}
    />
  );
}

/** Our own server sends the student as it stands with a conflict. */
const currentOf = (problem: { [member: string]: unknown }): Student | null =>
  typeof problem.current === 'object' ? (problem.current as Student) : null;
