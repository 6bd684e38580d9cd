'use client';
import { Field } from '@portfolio/ui/field';
import { Input, Textarea } from '@portfolio/ui/input';
import { RadioGroup } from '@portfolio/ui/radio';
import { Select } from '@portfolio/ui/select';
import { useTranslations } from 'next-intl';
import { Controller, type UseFormReturn } from 'react-hook-form';
import type { Room } from '../schema.ts';
import { languageOptions } from './words.ts';

export type RoomValues = Pick<Room, 'title' | 'language' | 'visibility'> & { description: string };

export const valuesOf = (room: Room | null): RoomValues => ({
  title: room?.title ?? '',
  description: room?.description ?? '',
  language: room?.language ?? 'javascript',
  visibility: room?.visibility ?? 'private',
});

const visibilities = ['private', 'link', 'everyone'] as const;

type Props = { form: UseFormReturn<RoomValues>; errors: Record<string, string[]> | undefined };

/** What an owner says of a room; in the dialog of a new one and in its settings. */
export function RoomFields({ form, errors }: Props) {
  const t = useTranslations('room.fields');
  return (
    <>
      <Field label={t('title')} error={errors?.title?.[0]} required>
        <Input {...form.register('title')} autoComplete="off" maxLength={120} />
      </Field>
      <Field label={t('description')} error={errors?.description?.[0]}>
        <Textarea {...form.register('description')} rows={2} />
      </Field>
      <Field label={t('language')}>
        <Select {...form.register('language')} options={languageOptions} />
      </Field>
      <Controller
        control={form.control}
        name="visibility"
        render={({ field }) => (
          <RadioGroup
            looks="cards"
            label={t('visibility')}
            value={field.value}
            onValueChange={(value) => field.onChange(value)}
            options={visibilities.map((value) => ({
              value,
              label: t(`visibilities.${value}`),
              hint: t(`visibilityHints.${value}`),
            }))}
          />
        )}
      />
    </>
  );
}
