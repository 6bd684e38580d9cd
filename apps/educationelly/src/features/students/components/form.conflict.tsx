'use client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { useTranslations } from 'next-intl';
import type { Student } from '../schema.ts';
import { changedBetween, type FieldName, type StudentValues, valuesOf } from './form.values.ts';

const labels: Record<FieldName, string> = {
  givenName: 'given',
  middleName: 'middle',
  familyName: 'family',
  suffix: 'suffix',
  localId: 'localId',
  districtId: 'districtId',
  stateId: 'stateId',
  schoolName: 'school',
  gradeLevel: 'grade',
  dateOfBirth: 'born',
  firstEnrolledUsOn: 'firstEnrolled',
  teacherIds: 'teachers',
  nativeLanguage: 'native',
  homeLanguage: 'home',
  correspondenceLanguage: 'letters',
  sex: 'sex',
  gender: 'gender',
  hispanic: 'hispanic',
  races: 'races',
  cityOfBirth: 'city',
  countryOfBirth: 'country',
  photoMediaId: 'photo',
};

type Props = {
  /** As the form began, and as the student stands now. */
  base: StudentValues;
  current: Student;
  busy: boolean;
  onTake: () => void;
  onOverwrite: () => void;
};

/** What somebody else changed meanwhile, and the two ways on; nothing that was typed is lost. */
export function Conflict({ base, current, busy, onTake, onOverwrite }: Props) {
  const t = useTranslations('form');
  const now = valuesOf(current);
  const shown: Record<string, string> = {
    ...now,
    teacherIds: current.teachers.map(({ name }) => name).join(', '),
    races: current.races.join(', '),
    nativeLanguage: current.nativeLanguageName,
    homeLanguage: current.homeLanguageName ?? '',
    correspondenceLanguage: current.correspondenceLanguageName ?? '',
  };
  const theirs = changedBetween(base, now).filter(
    (name) => name !== 'cityOfBirth' && name !== 'countryOfBirth',
  );
  return (
    <Banner
      tone="warning"
      title={t('conflict')}
      actions={
        <>
          <Button size="sm" onClick={onTake}>
            {t('takeTheirs')}
          </Button>
          <Button size="sm" variant="primary" loading={busy} onClick={onOverwrite}>
            {t('saveMine')}
          </Button>
        </>
      }
    >
      <p>{t(theirs.length > 0 ? 'conflictText' : 'same')}</p>
      <ul className="mt-1 list-disc ps-5">
        {theirs.map((name) => (
          <li key={name} className="[overflow-wrap:anywhere]">
            {t('theirs', { field: t(labels[name]), value: shown[name] || t('empty') })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
