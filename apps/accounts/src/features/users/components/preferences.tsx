'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import type { Preferences as Values } from '@portfolio/platform/users/schema';
import { Button } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { Combobox } from '@portfolio/ui/combobox';
import { Field } from '@portfolio/ui/field';
import { DateInput } from '@portfolio/ui/input';
import { useMounted } from '@portfolio/ui/lib/use-mounted';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { Select } from '@portfolio/ui/select';
import { Switch } from '@portfolio/ui/switch';
import { ThemeSwitch } from '@portfolio/ui/theme-switch';
import { useToast } from '@portfolio/ui/toast';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import { NotificationChoices } from './notification-choices.tsx';

export type Change = Partial<Values>;
type PartProps = { values: Values; change: (change: Change) => void };

/** Saves each change at once, shows it before the server has answered, and takes it back where it was refused. */
const usePreferences = (initial: Values) => {
  const trpc = useTRPC();
  const toast = useToast();
  const router = useRouter();
  const t = useTranslations('states');
  const [values, setValues] = useState(initial);
  const save = useMutation(
    trpc.users.updatePreferences.mutationOptions({
      onSuccess: (_, { language, timeZone }) => {
        if (language !== undefined || timeZone !== undefined) router.refresh();
      },
    }),
  );
  const change = (changes: Change): void => {
    const before = values;
    setValues({ ...before, ...changes });
    save.mutate(
      { id: 'me', ...changes },
      {
        onError: (error) => {
          setValues(before);
          toast.show({ title: t('saveFailed'), description: messageOf(error), tone: 'danger' });
        },
      },
    );
  };
  return { values, change };
};

/** What a person likes, for every app. */
export function Preferences({ initial, zones }: { initial: Values; zones: readonly string[] }) {
  const t = useTranslations('preferences');
  const part = usePreferences(initial);
  return (
    <Page width="form">
      <PageHeader title={t('title')} description={t('lead')} />
      <div className="flex flex-col gap-4">
        <Card title={t('looks')}>
          <div className="grid gap-5 sm:grid-cols-2">
            <div className="flex flex-col gap-1.5 sm:col-span-2">
              <span className="font-medium text-ink text-sm">{t('theme')}</span>
              <ThemeSwitch onThemeChange={(theme) => part.change({ theme })} />
            </div>
            <LanguageField {...part} />
            <ZoneField {...part} zones={zones} />
          </div>
        </Card>
        <NotificationChoices
          chosen={part.values.notifications}
          onChange={(notifications) => part.change({ notifications })}
        />
        <QuietHours {...part} />
      </div>
    </Page>
  );
}

const languages = [
  'en',
  'en-GB',
  'de',
  'es',
  'fr',
  'it',
  'nl',
  'pl',
  'pt',
  'sv',
  'tr',
  'uk',
  'vi',
  'hi',
  'ja',
  'ko',
  'zh',
];

function LanguageField({ values, change }: PartProps) {
  const t = useTranslations('preferences');
  const all = languages.includes(values.language) ? languages : [values.language, ...languages];
  const options = all.map((value) => ({
    value,
    label: new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value,
  }));
  return (
    <Field label={t('language')} hint={t('languageHint')}>
      <Select options={options} value={values.language} onValueChange={(language) => change({ language })} />
    </Field>
  );
}

function ZoneField({ values, change, zones }: PartProps & { zones: readonly string[] }) {
  const t = useTranslations('preferences');
  const mounted = useMounted();
  const device = mounted ? Intl.DateTimeFormat().resolvedOptions().timeZone : values.timeZone;
  const options = useMemo(
    () => zones.map((value) => ({ value, label: value.replaceAll('_', ' ') })),
    [zones],
  );
  const value = options.find((option) => option.value === values.timeZone) ?? null;
  return (
    <Field label={t('timeZone')} hint={t('timeZoneHint')}>
      <Combobox
        options={options}
        value={value}
        placeholder={t('zoneSearch')}
        emptyText={t('zoneEmpty')}
        onValueChange={(option) => {
          if (option) change({ timeZone: option.value });
        }}
      />
      {device !== values.timeZone && zones.includes(device) ? (
        <Button size="sm" className="self-start" onClick={() => change({ timeZone: device })}>
          {t('useDevice', { zone: device.replaceAll('_', ' ') })}
        </Button>
      ) : null}
    </Field>
  );
}

const night = { from: '22:00', to: '07:00' };

function QuietHours({ values, change }: PartProps) {
  const t = useTranslations('preferences');
  const { quietHours } = values;
  const set = (times: Partial<typeof night>): void => {
    const next = { ...night, ...quietHours, ...times };
    // The browser's field is empty while a time is half typed.
    if (next.from && next.to) change({ quietHours: next });
  };
  return (
    <Card title={t('quiet')} description={t('quietLead')}>
      <Switch
        label={t('quietOn')}
        checked={quietHours !== null}
        onCheckedChange={(on) => change({ quietHours: on ? night : null })}
      />
      {quietHours ? (
        <div className="mt-4 grid max-w-100 grid-cols-2 gap-4">
          <Field label={t('quietFrom')}>
            <DateInput
              type="time"
              value={quietHours.from}
              onChange={(event) => set({ from: event.target.value })}
            />
          </Field>
          <Field label={t('quietTo')}>
            <DateInput
              type="time"
              value={quietHours.to}
              onChange={(event) => set({ to: event.target.value })}
            />
          </Field>
          <p className="col-span-2 text-ink-faint text-sm">
            {t('quietZone', { zone: values.timeZone.replaceAll('_', ' ') })}
          </p>
        </div>
      ) : null}
    </Card>
  );
}
