'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { AlertDialog } from '@portfolio/ui/alert-dialog';
import { Badge } from '@portfolio/ui/badge';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { DataTable } from '@portfolio/ui/data-table';
import { DateTime } from '@portfolio/ui/date-time';
import { Dialog } from '@portfolio/ui/dialog';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Member } from '../schema.districts.ts';
import { useDistrict } from './district.tsx';
import { PlaceFields, useReach } from './place.tsx';

export function Members() {
  const t = useTranslations('members');
  const roleName = useTranslations('role');
  const trpc = useTRPC();
  const { isAdmin, userId } = useDistrict();
  const reach = useReach();
  const [open, setOpen] = useState<Member | null>(null);
  const list = useQuery(trpc.members.list.queryOptions());
  return (
    <>
      <DataTable
        label={t('name')}
        rows={list.data?.items ?? []}
        rowId={(row) => row.userId}
        rowName={(row) => row.name}
        state={list.isPending ? 'loading' : list.isError ? 'failed' : 'ready'}
        onRetry={() => list.refetch()}
        columns={[
          {
            id: 'name',
            header: t('name'),
            cell: (row) => (
              <span className="flex min-w-0 items-center gap-2">
                <bdi className="truncate">{row.name}</bdi>
                {row.userId === userId ? <Badge>{t('you')}</Badge> : null}
              </span>
            ),
          },
          {
            id: 'role',
            header: t('role'),
            width: 'w-48',
            hideBelow: 'sm',
            under: true,
            cell: (row) => roleName(row.role),
          },
          {
            id: 'schools',
            header: t('schools'),
            hideBelow: 'md',
            under: true,
            cell: (row) => <bdi>{reach(row)}</bdi>,
          },
          {
            id: 'since',
            header: t('since'),
            hideBelow: 'lg',
            width: 'w-36',
            cell: (row) => <DateTime value={row.createdAt} format="date" />,
          },
          ...(isAdmin
            ? [
                {
                  id: 'edit',
                  header: t('edit'),
                  headerHidden: true,
                  align: 'end' as const,
                  width: 'w-34',
                  cell: (row: Member) => (
                    <Button
                      size="sm"
                      aria-label={t('editOf', { name: row.name })}
                      onClick={() => setOpen(row)}
                    >
                      {t('edit')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {open ? <MemberDialog member={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function MemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useTranslations('members');
  const s = useTranslations('settings');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const [place, setPlace] = useState({ role: member.role, schoolIds: member.schoolIds });
  const { name, userId } = member;
  const done = (title: string) => () => {
    void queries.invalidateQueries({ queryKey: trpc.members.pathKey() });
    toast.show({ title, tone: 'success' });
    onClose();
  };
  const update = useMutation(trpc.members.update.mutationOptions({ onSuccess: done(s('saved')) }));
  const remove = useMutation(
    trpc.members.remove.mutationOptions({ onSuccess: done(t('removed', { name })) }),
  );
  const error = update.error ?? remove.error;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('editOf', { name })}
      footer={
        <>
          <AlertDialog
            trigger={
              <Button variant="ghost" className="me-auto">
                {t('remove')}
              </Button>
            }
            title={t('removeTitle', { name })}
            description={t('removeText')}
            confirmLabel={t('remove')}
            tone="danger"
            onConfirm={() => remove.mutate({ userId })}
          />
          <Button onClick={onClose}>{s('cancel')}</Button>
          <Button
            variant="primary"
            loading={update.isPending}
            onClick={() => update.mutate({ userId, ...place })}
          >
            {s('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error ? <Banner tone="danger" title={messageOf(error)} /> : null}
        <PlaceFields value={place} onValueChange={setPlace} />
      </div>
    </Dialog>
  );
}
