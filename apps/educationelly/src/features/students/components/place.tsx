'use client';
import { type Role, roles } from '@portfolio/db/students-values';
import { Checkbox } from '@portfolio/ui/checkbox';
import { Field, Fieldset } from '@portfolio/ui/field';
import { Select } from '@portfolio/ui/select';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';

export type Place = { role: Role; schoolIds: string[] };

/** A role, and for those that go by schools, which. */
export function PlaceFields({
  value,
  onValueChange,
}: {
  value: Place;
  onValueChange: (place: Place) => void;
}) {
  const t = useTranslations('members');
  const roleName = useTranslations('role');
  const trpc = useTRPC();
  const schools = useQuery(trpc.schools.list.queryOptions());
  const toggle = (id: string, on: boolean): void =>
    onValueChange({
      ...value,
      schoolIds: on ? [...value.schoolIds, id] : value.schoolIds.filter((one) => one !== id),
    });
  const bySchool = value.role !== 'district_admin' && value.role !== 'teacher';
  return (
    <>
      <Field label={t('role')}>
        <Select
          value={value.role}
          options={roles.map((role) => ({ value: role, label: roleName(role) }))}
          onValueChange={(role) => onValueChange({ ...value, role })}
        />
      </Field>
      {bySchool ? (
        <Fieldset legend={t('schools')} hint={value.schoolIds.length === 0 ? t('noSchools') : undefined}>
          <div className="flex max-h-48 flex-col gap-2 overflow-y-auto p-1">
            {(schools.data?.items ?? []).map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={value.schoolIds.includes(id)}
                onCheckedChange={(on) => toggle(id, on)}
              />
            ))}
          </div>
        </Fieldset>
      ) : null}
    </>
  );
}

/** What a person sees, in words. */
export const useReach = (): ((place: Place) => string) => {
  const t = useTranslations('members');
  const trpc = useTRPC();
  const schools = useQuery(trpc.schools.list.queryOptions());
  return ({ role, schoolIds }) => {
    if (role === 'district_admin') return t('allSchools');
    if (role === 'teacher') return t('roster');
    const names = (schools.data?.items ?? [])
      .filter(({ id }) => schoolIds.includes(id))
      .map(({ name }) => name);
    return schoolIds.length === 0 ? t('noSchools') : names.join(', ');
  };
};
