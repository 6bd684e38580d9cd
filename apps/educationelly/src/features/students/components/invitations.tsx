'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { DataTable } from '@portfolio/ui/data-table';
import { DateTime } from '@portfolio/ui/date-time';
import { Dialog } from '@portfolio/ui/dialog';
import { EmptyState } from '@portfolio/ui/empty-state';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Mail, UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import { type Place, PlaceFields, useReach } from './place.tsx';

export function Invitations() {
  const t = useTranslations('invitations');
  const roleName = useTranslations('role');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const reach = useReach();
  const [inviting, setInviting] = useState(false);
  const list = useQuery(trpc.invitations.list.queryOptions());
  const withdraw = useMutation(
    trpc.invitations.withdraw.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.invitations.pathKey() }),
      onSuccess: () => void toast.show({ title: t('withdrawn') }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  const invite = (
    <Button variant="primary" icon={<UserPlus aria-hidden />} onClick={() => setInviting(true)}>
      {t('invite')}
    </Button>
  );
  return (
    <>
      <DataTable
        label={t('email')}
        rows={list.data?.items ?? []}
        rowId={(row) => row.id}
        rowName={(row) => row.email}
        state={list.isPending ? 'loading' : list.isError ? 'failed' : 'ready'}
        onRetry={() => list.refetch()}
        toolbar={list.data?.items.length ? <div className="ms-auto">{invite}</div> : undefined}
        empty={
          <EmptyState icon={<Mail />} title={t('emptyTitle')} actions={invite}>
            {t('emptyText')}
          </EmptyState>
        }
        columns={[
          {
            id: 'email',
            header: t('email'),
            cell: (row) => (
              <>
                <span className="block truncate">{row.email}</span>
                <span className="@lg:hidden block truncate font-normal text-ink-faint text-sm">
                  {roleName(row.role)}
                </span>
              </>
            ),
          },
          {
            id: 'role',
            header: t('role'),
            hideBelow: 'sm',
            width: 'w-44',
            cell: (row) => roleName(row.role),
          },
          { id: 'schools', header: t('schools'), hideBelow: 'md', cell: (row) => reach(row) },
          {
            id: 'expires',
            header: t('expires'),
            hideBelow: 'md',
            width: 'w-32',
            cell: (row) => <DateTime value={row.expiresAt} format="date" />,
          },
          {
            id: 'withdraw',
            header: t('withdraw'),
            headerHidden: true,
            align: 'end',
            width: 'w-28',
            cell: (row) => (
              <Button
                size="sm"
                aria-label={`${t('withdraw')}: ${row.email}`}
                onClick={() => withdraw.mutate({ id: row.id })}
              >
                {t('withdraw')}
              </Button>
            ),
          },
        ]}
      />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </>
  );
}

function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('invitations');
  const s = useTranslations('settings');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const [email, setEmail] = useState('');
  const [place, setPlace] = useState<Place>({ role: 'teacher', schoolIds: [] });
  const send = useMutation(
    trpc.invitations.create.mutationOptions({
      onSuccess: (sent) => {
        void queries.invalidateQueries({ queryKey: trpc.invitations.pathKey() });
        toast.show({ title: t('sent', { email: sent.email }), tone: 'success' });
        onClose();
      },
    }),
  );
  const fields = problemOf(send.error)?.fields ?? {};
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({ email, ...place });
  };
  const form = 'invite-form';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('inviteTitle')}
      description={t('inviteText')}
      footer={
        <>
          <Button onClick={onClose}>{s('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={send.isPending}>
            {t('invite')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4" noValidate>
        {send.error && Object.keys(fields).length === 0 ? (
          <Banner tone="danger" title={messageOf(send.error)} />
        ) : null}
        <Field label={t('email')} required error={fields.email?.[0]}>
          <Input
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        </Field>
        <PlaceFields value={place} onValueChange={setPlace} />
      </form>
    </Dialog>
  );
}
