'use client';
import { elStatuses, gradeLevels } from '@portfolio/db/students-values';
import { Button } from '@portfolio/ui/button';
import { SearchInput } from '@portfolio/ui/input';
import { cn } from '@portfolio/ui/lib/cn';
import { Segmented } from '@portfolio/ui/segmented';
import { Select } from '@portfolio/ui/select';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';
import { LanguagePicker } from './language.tsx';
import type { useView } from './use-view.ts';
import { useGradeName } from './words.tsx';

const views = ['active', 'archived', 'all'] as const;

/** Search and filters above the list; the address holds them. */
export function ListFilters({ view }: { view: ReturnType<typeof useView> }) {
  const t = useTranslations('list');
  const statusName = useTranslations('elStatus');
  const gradeName = useGradeName();
  const trpc = useTRPC();
  const schools = useQuery(trpc.schools.list.queryOptions());
  const { filters, status, set } = view;
  const narrowed = Object.values(filters).some(Boolean);
  return (
    <fieldset className="flex w-full min-w-0 flex-col gap-2">
      <legend className="sr-only">{t('filters')}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          label={t('search')}
          value={view.q}
          onValueChange={(q) => set({ q: q || null }, true)}
          slash
          className="min-w-60 flex-1"
        />
        <Segmented
          label={t('view')}
          value={status}
          onValueChange={(value) => set({ show: value === 'active' ? null : value })}
          options={views.map((value) => ({ value, label: t(`views.${value}`) }))}
        />
      </div>
      <div
        className={cn(
          'grid grid-cols-2 gap-2',
          narrowed ? '@2xl:grid-cols-[repeat(4,minmax(0,1fr))_auto]' : '@2xl:grid-cols-4',
        )}
      >
        <Select
          label={t('school')}
          placeholder={t('anySchool')}
          value={filters.school ?? ''}
          options={(schools.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => set({ school: event.currentTarget.value || null })}
        />
        <Select
          label={t('grade')}
          placeholder={t('anyGrade')}
          value={filters.grade ?? ''}
          options={gradeLevels.map((grade) => ({ value: grade, label: gradeName(grade) }))}
          onChange={(event) => set({ grade: event.currentTarget.value || null })}
        />
        <Select
          label={t('status')}
          placeholder={t('anyStatus')}
          value={filters.elStatus ?? ''}
          options={elStatuses.map((value) => ({ value, label: statusName(value) }))}
          onChange={(event) => set({ el: event.currentTarget.value || null })}
        />
        <LanguagePicker
          label={t('language')}
          placeholder={t('anyLanguage')}
          value={filters.language ?? null}
          onValueChange={(code) => set({ language: code })}
        />
        {narrowed ? (
          <Button
            variant="ghost"
            className="@max-2xl:col-span-2"
            onClick={() => set({ school: null, grade: null, el: null, language: null, teacher: null })}
          >
            {t('clear')}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
