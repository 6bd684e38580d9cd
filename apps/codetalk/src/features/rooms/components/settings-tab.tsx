'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { Dialog } from '@portfolio/ui/dialog';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { useToast } from '@portfolio/ui/toast';
import { useUnsaved } from '@portfolio/ui/unsaved';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Archive, ArchiveRestore, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/trpc/client.ts';
import type { Room } from '../schema.ts';
import { RoomFields, valuesOf } from './room-fields.tsx';

const useRoomMutations = (room: Room) => {
  const t = useTranslations('settings');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.rooms.pathKey() });
  const failed = (error: unknown): void => void toast.show({ title: messageOf(error), tone: 'danger' });
  const restore = useMutation(trpc.rooms.restore.mutationOptions({ onSuccess: refresh, onError: failed }));
  const save = useMutation(
    trpc.rooms.update.mutationOptions({
      onSuccess: () => {
        toast.show({ title: t('saved'), tone: 'success' });
        void refresh();
      },
    }),
  );
  const archive = useMutation(trpc.rooms.update.mutationOptions({ onSuccess: refresh, onError: failed }));
  const remove = useMutation(
    trpc.rooms.delete.mutationOptions({
      onSuccess: () => {
        router.push('/');
        toast.show({
          title: t('deleted', { title: room.title }),
          undo: () => restore.mutate({ id: room.id }),
        });
      },
      onError: failed,
    }),
  );
  return { save, archive, remove };
};

/** What its owner may change of a room. */
export function SettingsTab({ room }: { room: Room }) {
  const t = useTranslations('settings');
  const { save, archive, remove } = useRoomMutations(room);
  const form = useForm({ defaultValues: valuesOf(room) });
  const unsaved = useUnsaved(form.formState.isDirty);
  const errors = problemOf(save.error)?.fields;
  const archived = room.archivedAt !== null;
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <form
        onSubmit={form.handleSubmit((values) =>
          save.mutate({ id: room.id, ...values }, { onSuccess: (saved) => form.reset(valuesOf(saved)) }),
        )}
        noValidate
        className="flex flex-col gap-4"
      >
        {unsaved}
        {save.error && !errors ? <Banner tone="danger" title={messageOf(save.error)} /> : null}
        <RoomFields form={form} errors={errors} />
        <Button type="submit" variant="primary" loading={save.isPending} className="w-fit">
          {t('save')}
        </Button>
      </form>
      <Card title={t('end')}>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-96 text-base text-ink-soft">{t(archived ? 'archivedText' : 'archiveText')}</p>
          <Button
            icon={archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
            loading={archive.isPending}
            onClick={() => archive.mutate({ id: room.id, archived: !archived })}
          >
            {t(archived ? 'unarchive' : 'archive')}
          </Button>
        </div>
        <div className="mt-4 flex flex-wrap items-center justify-between gap-3 border-line border-t pt-4">
          <p className="max-w-96 text-base text-ink-soft">{t('deleteText')}</p>
          <DeleteRoom
            title={room.title}
            busy={remove.isPending}
            onDelete={() => remove.mutate({ id: room.id })}
          />
        </div>
      </Card>
    </div>
  );
}

function DeleteRoom({ title, busy, onDelete }: { title: string; busy: boolean; onDelete: () => void }) {
  const t = useTranslations('settings');
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const matches = typed.trim() === title.trim();
  return (
    <>
      <Button variant="danger-ghost" icon={<Trash2 aria-hidden />} onClick={() => setOpen(true)}>
        {t('delete')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('deleteAsk', { title })}
        description={t('deleteAskText')}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
            <Button variant="danger" disabled={!matches} loading={busy} onClick={onDelete}>
              {t('delete')}
            </Button>
          </>
        }
      >
        <Field label={t('typeTitle')} hint={title}>
          <Input value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" />
        </Field>
      </Dialog>
    </>
  );
}
