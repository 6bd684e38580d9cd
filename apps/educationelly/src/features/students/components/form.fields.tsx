'use client';
import { gradeLevels, raceCodes, sexes } from '@portfolio/db/students-values';
import { Button } from '@portfolio/ui/button';
import { Checkbox } from '@portfolio/ui/checkbox';
import { Field, Fieldset } from '@portfolio/ui/field';
import { DateInput, Input } from '@portfolio/ui/input';
import { Select } from '@portfolio/ui/select';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { useTRPC } from '@/trpc/client.ts';
import { today } from '../rules.ts';
import { useDistrict } from './district.tsx';
import type { FieldName, StudentValues } from './form.values.ts';
import { LanguagePicker } from './language.tsx';
import { useGradeName } from './words.tsx';

/** Registers a field and says what is wrong with it. */
const useNamed = () => {
  const { register, formState } = useFormContext<StudentValues>();
  const needed = useTranslations('form')('needed');
  return {
    error: (name: FieldName) => formState.errors[name]?.message,
    text: (name: FieldName) => register(name),
    needed: (name: FieldName) =>
      register(name, { validate: (value) => String(value).trim() !== '' || needed }),
  };
};

const two = 'grid gap-4 sm:grid-cols-2';

export function IdentityFields() {
  const t = useTranslations('form');
  const { error, text, needed } = useNamed();
  return (
    <Fieldset legend={t('identity')}>
      <div className={two}>
        <Field label={t('given')} required error={error('givenName')}>
          <Input autoComplete="off" {...needed('givenName')} />
        </Field>
        <Field label={t('middle')} error={error('middleName')}>
          <Input autoComplete="off" {...text('middleName')} />
        </Field>
        <Field label={t('family')} hint={t('familyHint')} required error={error('familyName')}>
          <Input autoComplete="off" {...needed('familyName')} />
        </Field>
        <div className="grid grid-cols-[6rem_minmax(0,1fr)] gap-4">
          <Field label={t('suffix')} error={error('suffix')}>
            <Input autoComplete="off" {...text('suffix')} />
          </Field>
          <Field label={t('born')} required error={error('dateOfBirth')}>
            <DateInput max={today()} {...needed('dateOfBirth')} />
          </Field>
        </div>
      </div>
    </Fieldset>
  );
}

export function IdFields() {
  const t = useTranslations('form');
  const { error, text, needed } = useNamed();
  return (
    <Fieldset legend={t('ids')}>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t('localId')} required error={error('localId')}>
          <Input autoComplete="off" className="font-mono" {...needed('localId')} />
        </Field>
        <Field label={t('districtId')} error={error('districtId')}>
          <Input autoComplete="off" className="font-mono" {...text('districtId')} />
        </Field>
        <Field label={t('stateId')} error={error('stateId')}>
          <Input autoComplete="off" className="font-mono" {...text('stateId')} />
        </Field>
      </div>
    </Fieldset>
  );
}

export function SchoolFields() {
  const t = useTranslations('form');
  const trpc = useTRPC();
  const gradeName = useGradeName();
  const list = useId();
  const { isAdmin } = useDistrict();
  const { error, text, needed } = useNamed();
  const schools = useQuery(trpc.schools.list.queryOptions()).data?.items ?? [];
  return (
    <Fieldset legend={t('schooling')}>
      <div className={two}>
        <Field
          label={t('school')}
          hint={isAdmin ? t('schoolHint') : undefined}
          required
          error={error('schoolName')}
        >
          {isAdmin ? (
            <Input autoComplete="off" list={list} {...needed('schoolName')} />
          ) : (
            <Select
              placeholder=""
              options={schools.map(({ name }) => ({ value: name, label: name }))}
              {...needed('schoolName')}
            />
          )}
        </Field>
        <datalist id={list}>
          {schools.map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
        <Field label={t('grade')} required error={error('gradeLevel')}>
          <Select
            options={gradeLevels.map((grade) => ({ value: grade, label: gradeName(grade) }))}
            {...needed('gradeLevel')}
          />
        </Field>
        <Field label={t('firstEnrolled')} error={error('firstEnrolledUsOn')}>
          <DateInput max={today()} {...text('firstEnrolledUsOn')} />
        </Field>
      </div>
      <Teachers />
    </Fieldset>
  );
}

function Teachers() {
  const t = useTranslations('form');
  const roleName = useTranslations('role');
  const trpc = useTRPC();
  const { control } = useFormContext<StudentValues>();
  const { error } = useNamed();
  const members = useQuery(trpc.members.list.queryOptions()).data?.items ?? [];
  if (members.length < 2) return null;
  return (
    <Fieldset legend={<span className="font-medium text-sm">{t('teachers')}</span>} hint={t('teachersHint')}>
      <Controller
        control={control}
        name="teacherIds"
        render={({ field }) => (
          <div className="grid max-h-52 gap-2 overflow-y-auto rounded-md border border-line p-3 sm:grid-cols-2">
            {members.map(({ userId, name, role }) => (
              <Checkbox
                key={userId}
                label={`${name} (${roleName(role)})`}
                checked={field.value.includes(userId)}
                onCheckedChange={(on) =>
                  field.onChange(on ? [...field.value, userId] : field.value.filter((one) => one !== userId))
                }
              />
            ))}
          </div>
        )}
      />
      {error('teacherIds') ? <p className="text-danger-ink text-sm">{error('teacherIds')}</p> : null}
    </Fieldset>
  );
}

const languages = [
  ['nativeLanguage', 'native'],
  ['homeLanguage', 'home'],
  ['correspondenceLanguage', 'letters'],
] as const;

/** `known` gives the names of the codes that the student has already. */
export function LanguageFields({ known }: { known: Readonly<Record<string, string>> }) {
  const t = useTranslations('form');
  const { control } = useFormContext<StudentValues>();
  const { error } = useNamed();
  return (
    <Fieldset legend={t('languages')} hint={t('languageHint')}>
      <div className="grid gap-4 sm:grid-cols-3">
        {languages.map(([name, label]) => (
          <Field key={name} label={t(label)} required={name === 'nativeLanguage'} error={error(name)}>
            <Controller
              control={control}
              name={name}
              rules={name === 'nativeLanguage' ? { required: t('needed') } : {}}
              render={({ field }) => (
                <LanguagePicker
                  value={field.value || null}
                  name={known[field.value]}
                  onValueChange={(code) => field.onChange(code ?? '')}
                />
              )}
            />
          </Field>
        ))}
      </div>
    </Fieldset>
  );
}

export function DemographyFields() {
  const t = useTranslations('form');
  const race = useTranslations('race');
  const sexName = useTranslations('sex');
  const { register } = useFormContext<StudentValues>();
  const { error, text } = useNamed();
  return (
    <Fieldset legend={t('demography')}>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t('sex')} error={error('sex')}>
          <Select
            placeholder={t('notReported')}
            options={sexes.map((sex) => ({ value: sex, label: sexName(sex) }))}
            {...text('sex')}
          />
        </Field>
        <Field label={t('gender')} error={error('gender')}>
          <Input autoComplete="off" {...text('gender')} />
        </Field>
        <Field label={t('hispanic')} error={error('hispanic')}>
          <Select
            placeholder={t('notReported')}
            options={[
              { value: 'yes', label: t('yes') },
              { value: 'no', label: t('no') },
            ]}
            {...text('hispanic')}
          />
        </Field>
      </div>
      <Fieldset legend={<span className="font-medium text-sm">{t('races')}</span>}>
        <div className="grid gap-2 sm:grid-cols-2">
          {raceCodes.map((code) => (
            <Checkbox key={code} label={race(code)} value={code} {...register('races')} />
          ))}
        </div>
      </Fieldset>
    </Fieldset>
  );
}

type BirthplaceProps = { hidden: boolean; revealing: boolean; onReveal: () => void };

/** Where the student was born: shown only when it is asked for. */
export function BirthplaceFields({ hidden, revealing, onReveal }: BirthplaceProps) {
  const t = useTranslations('form');
  const { error, text } = useNamed();
  return (
    <Fieldset legend={t('birthplace')} hint={t('birthplaceHint')}>
      {hidden ? (
        <Button className="self-start" loading={revealing} onClick={onReveal}>
          {t('reveal')}
        </Button>
      ) : (
        <div className={two}>
          <Field label={t('city')} error={error('cityOfBirth')}>
            <Input autoComplete="off" {...text('cityOfBirth')} />
          </Field>
          <Field label={t('country')} error={error('countryOfBirth')}>
            <Input autoComplete="off" {...text('countryOfBirth')} />
          </Field>
        </div>
      )}
    </Fieldset>
  );
}
