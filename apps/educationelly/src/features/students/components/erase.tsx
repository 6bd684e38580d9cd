'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { AlertDialog } from '@portfolio/ui/alert-dialog';
import { IconButton } from '@portfolio/ui/button';
import { Field } from '@portfolio/ui/field';
import { Textarea } from '@portfolio/ui/input';
import { Menu, MenuItem } from '@portfolio/ui/menu';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Student } from '../schema.ts';
import { useDistrict } from './district.tsx';

/** An administrator's last step: for ever, with a reason that the log keeps. */
export function EraseStudent({ student }: { student: Student }) {
  const t = useTranslations('student');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const router = useRouter();
  const { href } = useDistrict();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const name = student.fullName;
  const erase = useMutation(
    trpc.students.erase.mutationOptions({
      onSuccess: () => {
        router.push(href('/students'));
        queries.removeQueries({ queryKey: trpc.students.get.queryKey({ id: student.id }) });
        void queries.invalidateQueries({ queryKey: trpc.students.list.pathKey() });
        toast.show({ title: t('erased', { name }) });
      },
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  const confirm = (): void => {
    if (reason.trim()) erase.mutate({ id: student.id, reason });
    else setMissing(true);
  };
  const needed = useTranslations('form')('needed');
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t('more')} variant="secondary">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem tone="danger" icon={<Trash2 aria-hidden />} onSelect={() => setAsking(true)}>
          {t('erase')}
        </MenuItem>
      </Menu>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('eraseTitle', { name })}
        description={t('eraseText')}
        confirmLabel={t('eraseConfirm')}
        tone="danger"
        busy={erase.isPending}
        onConfirm={confirm}
      >
        <Field label={t('eraseReason')} required error={missing && !reason.trim() ? needed : undefined}>
          <Textarea value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </Field>
      </AlertDialog>
    </>
  );
}
