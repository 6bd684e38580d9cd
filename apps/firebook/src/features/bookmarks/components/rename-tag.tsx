'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Dialog } from '@portfolio/ui/dialog';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { useToast } from '@portfolio/ui/toast';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Tag } from '../schema.ts';

const keyOf = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

type Props = { tag: Tag; all: readonly Tag[]; onDone: () => void; onClose: () => void };

/** Another name for a tag. A name that exists merges the two, and that is said before it happens. */
export function RenameTag({ tag, all, onDone, onClose }: Props) {
  const t = useTranslations('tags');
  const trpc = useTRPC();
  const toast = useToast();
  const formId = useId();
  const [name, setName] = useState(tag.tag);
  const target = all.find((one) => keyOf(one.tag) === keyOf(name) && one.tag !== tag.tag);
  const rename = useMutation(
    trpc.tags.rename.mutationOptions({
      onSuccess: (result) => {
        toast.show({ title: t(target ? 'merged' : 'renamed', { tag: result.tag, count: result.count }) });
        onDone();
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() && name !== tag.tag) rename.mutate({ tag: tag.tag, name });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('renameTitle', { tag: tag.tag })}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            loading={rename.isPending}
            disabled={!name.trim() || name === tag.tag}
          >
            {t(target ? 'merge' : 'renameConfirm')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t('name')} error={rename.error ? messageOf(rename.error) : undefined}>
          <Input value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} />
        </Field>
        {target ? (
          <Banner tone="warning" title={t('willMerge', { tag: target.tag })}>
            {t('willMergeText', { from: tag.count, to: target.count })}
          </Banner>
        ) : null}
      </form>
    </Dialog>
  );
}
