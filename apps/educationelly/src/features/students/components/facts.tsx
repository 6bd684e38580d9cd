'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Button } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { useToast } from '@portfolio/ui/toast';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import { today, yearsBetween } from '../rules.ts';
import type { Student } from '../schema.ts';
import { useDistrict } from './district.tsx';
import { Day, useGradeName } from './words.tsx';

type Fact = readonly [name: string, value: ReactNode];

/** Names and values, one below the other; what is not known is left out. */
function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,2fr)_minmax(0,3fr)] gap-x-4 gap-y-2 text-base print:gap-y-0.5 print:text-sm">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd dir="auto" className="min-w-0 text-ink [overflow-wrap:anywhere]">
              {value}
            </dd>
          </div>
        ))}
    </dl>
  );
}

const compact = 'print:[&>div]:p-2.5';

export function Identity({ student }: { student: Student }) {
  const t = useTranslations('student');
  const race = useTranslations('race');
  const sex = useTranslations('sex');
  const reported = (value: boolean | null): string =>
    value === null ? t('notReported') : t(value ? 'yes' : 'no');
  return (
    <Card title={t('identity')} className={compact}>
      <Facts
        facts={[
          [t('localId'), <code key="l">{student.localId}</code>],
          [t('districtId'), student.districtId && <code key="d">{student.districtId}</code>],
          [t('stateId'), student.stateId && <code key="s">{student.stateId}</code>],
          [
            t('born'),
            <span key="b">
              <Day value={student.dateOfBirth} />
              {', '}
              {t('age', { age: yearsBetween(student.dateOfBirth, today()) })}
            </span>,
          ],
          [t('sex'), student.sex ? sex(student.sex) : t('notReported')],
          [t('gender'), student.gender],
          [t('races'), student.races.map((code) => race(code)).join(', ') || t('notReported')],
          [t('hispanic'), reported(student.hispanic)],
          [t('federal'), `${race(student.federalRace)} (${student.federalRace})`],
          [t('birthplace'), <Birthplace key="p" student={student} />],
        ]}
      />
    </Card>
  );
}

/** Hidden until it is asked for; asking is logged. It never prints. */
function Birthplace({ student }: { student: Student }) {
  const t = useTranslations('student');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const { district } = useDistrict();
  const [asked, setAsked] = useState(false);
  const options = trpc.students.birthplace.queryOptions({ id: student.id }, { enabled: false, gcTime: 0 });
  const place = useQuery(options);
  if (!student.hasBirthplace) return <span className="text-ink-faint">{t('noBirthplace')}</span>;
  if (asked && place.data)
    return (
      <span className="print:hidden">
        {[place.data.cityOfBirth, place.data.countryOfBirth].filter(Boolean).join(', ')}
      </span>
    );
  const reveal = async (): Promise<void> => {
    setAsked(true);
    const { error } = await place.refetch();
    if (error) toast.show({ title: messageOf(error), tone: 'danger' });
    void queries.invalidateQueries({ queryKey: trpc.students.accesses.pathKey() });
  };
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 print:hidden">
      <span className="text-ink-faint">{t('hidden')}</span>
      {district.mayWrite ? (
        <Button
          size="sm"
          icon={<Eye aria-hidden />}
          loading={place.isFetching}
          title={t('revealHint')}
          aria-label={`${t('reveal')}: ${t('birthplace')}`}
          onClick={() => void reveal()}
        >
          {t('reveal')}
        </Button>
      ) : null}
    </span>
  );
}

export function Schooling({ student }: { student: Student }) {
  const t = useTranslations('student');
  const trpc = useTRPC();
  const gradeName = useGradeName();
  const schools = useQuery(trpc.schools.list.queryOptions());
  const school = schools.data?.items.find(({ id }) => id === student.schoolId);
  return (
    <Card title={t('schooling')} className={compact}>
      <Facts
        facts={[
          [t('school'), student.schoolName],
          [
            t('phone'),
            school?.phone ? (
              <a href={`tel:${school.phone}`} className="underline underline-offset-3">
                {school.phone}
              </a>
            ) : null,
          ],
          [t('address'), school?.address],
          [t('grade'), gradeName(student.gradeLevel)],
          [
            t('teachers'),
            student.teachers.map(({ name }) => name).join(', ') || (
              <span className="text-ink-faint">{t('noTeachers')}</span>
            ),
          ],
          [t('firstEnrolled'), student.firstEnrolledUsOn && <Day value={student.firstEnrolledUsOn} />],
        ]}
      />
    </Card>
  );
}

export function Languages({ student }: { student: Student }) {
  const t = useTranslations('student');
  const named = (name: string | null, code: string | null): ReactNode =>
    name && code ? (
      <>
        {name} <code className="text-ink-faint text-sm">{code}</code>
      </>
    ) : null;
  return (
    <Card title={t('languages')} className={compact}>
      <Facts
        facts={[
          [t('native'), named(student.nativeLanguageName, student.nativeLanguage)],
          [t('home'), named(student.homeLanguageName, student.homeLanguage)],
          [t('letters'), named(student.correspondenceLanguageName, student.correspondenceLanguage)],
        ]}
      />
    </Card>
  );
}
