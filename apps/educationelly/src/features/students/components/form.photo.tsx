'use client';
import { uploadPicture } from '@portfolio/platform/shell/upload';
import { Avatar } from '@portfolio/ui/avatar';
import { Button } from '@portfolio/ui/button';
import { Field, Fieldset } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { Spinner } from '@portfolio/ui/spinner';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import type { StudentValues } from './form.values.ts';

/** Uploads a picture at once; the student gets it when the form is saved. */
export function PhotoField({ photoUrl }: { photoUrl: string | null }) {
  const t = useTranslations('form');
  const { register, setValue, watch, formState } = useFormContext<StudentValues>();
  const [state, setState] = useState<{ busy: boolean; error?: string; uploaded?: string }>({ busy: false });
  const mediaId = watch('photoMediaId');
  const shown =
    state.uploaded === mediaId && mediaId ? `/api/media/${mediaId}/card` : mediaId ? photoUrl : null;
  const upload = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setState({ busy: true });
    try {
      const id = await uploadPicture(file, 'photo');
      setValue('photoMediaId', id, { shouldDirty: true });
      setState({ busy: false, uploaded: id });
    } catch (error) {
      const detail = error instanceof Error && error.message ? error.message : '';
      setState({ busy: false, error: [t('photoFailed'), detail].filter(Boolean).join(': ') });
    }
  };
  return (
    <Fieldset legend={t('photo')}>
      <input type="hidden" {...register('photoMediaId')} />
      <div className="flex flex-wrap items-center gap-4">
        <Avatar name="?" src={shown} size="lg" decorative className="size-16" />
        <Field
          label={t('photoChoose')}
          hint={t('photoHint')}
          error={state.error ?? formState.errors.photoMediaId?.message}
          className="min-w-0 flex-1"
        >
          <Input
            type="file"
            accept="image/jpeg,image/png,image/webp,image/avif"
            className="py-1"
            onChange={(event) => void upload(event.currentTarget.files?.[0])}
          />
        </Field>
        {state.busy ? <Spinner /> : null}
        {mediaId ? (
          <Button onClick={() => setValue('photoMediaId', '', { shouldDirty: true })}>
            {t('photoRemove')}
          </Button>
        ) : null}
      </div>
    </Fieldset>
  );
}
