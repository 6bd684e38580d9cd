'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Dialog } from '@portfolio/ui/dialog';
import { leave } from '@portfolio/ui/lib/unsaved';
import { useUnsaved } from '@portfolio/ui/unsaved';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/trpc/client.ts';
import { RoomFields, valuesOf } from './room-fields.tsx';

type Props = { open: boolean; onClose: () => void };

/** Makes a room and goes into it. */
export function NewRoom({ open, onClose }: Props) {
  const t = useTranslations('newRoom');
  const formId = useId();
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(
    trpc.rooms.create.mutationOptions({
      onSuccess: ({ id }) => {
        onClose();
        router.push(`/rooms/${id}`);
      },
    }),
  );
  const form = useForm({ defaultValues: valuesOf(null) });
  const unsaved = useUnsaved(open && form.formState.isDirty && !create.isPending && !create.isSuccess);
  const errors = problemOf(create.error)?.fields;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) leave(onClose);
      }}
      title={t('title')}
      description={t('lead')}
      footer={
        <>
          <Button onClick={() => leave(onClose)}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" loading={create.isPending}>
            {t('submit')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={form.handleSubmit((values) => create.mutate(values))}
        noValidate
        className="flex flex-col gap-4"
      >
        {unsaved}
        {create.error && !errors ? <Banner tone="danger" title={messageOf(create.error)} /> : null}
        <RoomFields form={form} errors={errors} />
      </form>
    </Dialog>
  );
}
