'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { Button } from '@portfolio/ui/button';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { useToast } from '@portfolio/ui/toast';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';

/** Paste and Enter. What was typed stays when it fails; an address that is there already is offered to be opened. */
export function AddBookmark({ onSaved }: { onSaved: () => void }) {
  const t = useTranslations('add');
  const trpc = useTRPC();
  const toast = useToast();
  const router = useRouter();
  const [url, setUrl] = useState('');
  const save = useMutation(
    trpc.bookmarks.create.mutationOptions({
      onSuccess: (saved) => {
        setUrl('');
        onSaved();
        const open = { label: t('open'), onClick: () => router.push(`/b/${saved.id}`) };
        toast.show({ title: t(saved.duplicate ? 'duplicate' : 'saved'), action: open });
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (url.trim()) save.mutate({ url });
  };
  const error = save.error ? (problemOf(save.error)?.fields?.url?.[0] ?? messageOf(save.error)) : undefined;
  return (
    <form onSubmit={submit} className="flex items-start gap-2" noValidate>
      <Field label={t('label')} labelHidden error={error} className="flex-1">
        <Input
          type="url"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          placeholder={t('placeholder')}
          autoComplete="off"
          inputMode="url"
        />
      </Field>
      <Button type="submit" variant="primary" loading={save.isPending}>
        {t('submit')}
      </Button>
    </form>
  );
}
