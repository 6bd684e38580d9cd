'use client';
import { Field } from '@portfolio/ui/field';
import { Select } from '@portfolio/ui/select';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use } from 'react';
import type { District } from '../schema.districts.ts';

type Here = {
  district: District;
  districts: District[];
  userId: string;
  isAdmin: boolean;
  /** The address of a page of this district. */
  href: (path: `/${string}`) => string;
};

const DistrictContext = createContext<Here | null>(null);

/** The district that the pages below are about, and what the person is in it. */
export function DistrictProvider(props: { districts: District[]; userId: string; children: ReactNode }) {
  const { districts, userId, children } = props;
  const district = districts.find(({ current }) => current);
  if (!district) throw new Error('no district is current');
  const href = (path: `/${string}`): string => `/d/${district.slug}${path}`;
  const isAdmin = district.role === 'district_admin';
  return <DistrictContext value={{ district, districts, userId, isAdmin, href }}>{children}</DistrictContext>;
}

export const useDistrict = (): Here => {
  const here = use(DistrictContext);
  if (!here) throw new Error('useDistrict needs <DistrictProvider> around it.');
  return here;
};

/** The district's name; with several, the way to another, by a full load so that nothing of this one is kept. */
export function DistrictSwitch() {
  const t = useTranslations('district');
  const { district, districts } = useDistrict();
  if (districts.length < 2)
    return (
      <div className="px-2 pt-4">
        <p className="font-medium text-ink-faint text-xs">{t('switch')}</p>
        <p className="mt-0.5 break-words text-ink-soft text-sm">{district.name}</p>
      </div>
    );
  return (
    <Field label={t('switch')} className="px-2 pt-4">
      <Select
        value={district.slug}
        options={districts.map(({ slug, name }) => ({ value: slug, label: name }))}
        onValueChange={(slug) => window.location.assign(`/d/${slug}/students`)}
      />
    </Field>
  );
}
