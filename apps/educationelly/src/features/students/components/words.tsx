'use client';
import type { elStatuses, episodeStatuses, gradeLevels } from '@portfolio/db/students-values';
import { Badge, type BadgeProps } from '@portfolio/ui/badge';
import { DateTime } from '@portfolio/ui/date-time';
import { useTranslations } from 'next-intl';

type Status = (typeof elStatuses)[number] | (typeof episodeStatuses)[number];

const tones: Record<Status, BadgeProps['tone']> = {
  not_el: 'neutral',
  identified: 'warning',
  served: 'accent',
  refused: 'warning',
  monitored_1: 'info',
  monitored_2: 'info',
  monitored_3: 'info',
  monitored_4: 'info',
  former: 'success',
  exited: 'success',
};

export function ElStatusBadge({ status }: { status: Status }) {
  const t = useTranslations('elStatus');
  return <Badge tone={tones[status]}>{t(status)}</Badge>;
}

/** What a grade is called: "Kindergarten", "Grade 5". */
export const useGradeName = (): ((grade: (typeof gradeLevels)[number]) => string) => {
  const t = useTranslations('grade');
  return (grade) => (grade === 'PK' || grade === 'K' ? t(grade) : t('other', { grade }));
};

/** A day of the calendar: the same in every time zone. */
export function Day({ value }: { value: string }) {
  return <DateTime value={value} format="date" timeZone="UTC" />;
}
