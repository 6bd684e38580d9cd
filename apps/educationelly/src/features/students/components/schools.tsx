'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { AlertDialog } from '@portfolio/ui/alert-dialog';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { DataTable } from '@portfolio/ui/data-table';
import { Dialog } from '@portfolio/ui/dialog';
import { EmptyState } from '@portfolio/ui/empty-state';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, School as SchoolIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { School } from '../schema.districts.ts';
import { useDistrict } from './district.tsx';

export function Schools() {
  const t = useTranslations('schools');
  const trpc = useTRPC();
  const { isAdmin } = useDistrict();
  const [open, setOpen] = useState<School | 'new' | null>(null);
  const list = useQuery(trpc.schools.list.queryOptions());
  const add = (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setOpen('new')}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <DataTable
        label={t('name')}
        rows={list.data?.items ?? []}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        state={list.isPending ? 'loading' : list.isError ? 'failed' : 'ready'}
        onRetry={() => list.refetch()}
        toolbar={isAdmin && list.data?.items.length ? <div className="ms-auto">{add}</div> : undefined}
        empty={
          <EmptyState icon={<SchoolIcon />} title={t('emptyTitle')} actions={isAdmin ? add : null}>
            {t('emptyText')}
          </EmptyState>
        }
        columns={[
          { id: 'name', header: t('name'), cell: (row) => row.name },
          { id: 'phone', header: t('phone'), hideBelow: 'sm', width: 'w-40', cell: (row) => row.phone },
          { id: 'address', header: t('address'), hideBelow: 'md', cell: (row) => row.address },
          {
            id: 'students',
            header: t('students'),
            align: 'end',
            width: 'w-24',
            hideBelow: 'sm',
            under: true,
            cell: (row) => (
              <>
                <span className="@max-lg:hidden tabular-nums">{row.studentCount}</span>
                <span className="@lg:hidden">{t('studentCount', { count: row.studentCount })}</span>
              </>
            ),
          },
          ...(isAdmin
            ? [
                {
                  id: 'edit',
                  header: t('edit'),
                  headerHidden: true,
                  align: 'end' as const,
                  width: 'w-20',
                  cell: (row: School) => (
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
      {open ? <SchoolDialog school={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function SchoolDialog({ school, onClose }: { school: School | null; onClose: () => void }) {
  const t = useTranslations('schools');
  const s = useTranslations('settings');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const [name, setName] = useState(school?.name ?? '');
  const [phone, setPhone] = useState(school?.phone ?? '');
  const [address, setAddress] = useState(school?.address ?? '');
  const done = {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: trpc.schools.pathKey() });
      toast.show({ title: s('saved'), tone: 'success' });
      onClose();
    },
  };
  const create = useMutation(trpc.schools.create.mutationOptions(done));
  const update = useMutation(trpc.schools.update.mutationOptions(done));
  const used = school ? update : create;
  const fields = problemOf(used.error)?.fields ?? {};
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const given = { name, phone: phone || null, address: address || null };
    if (school) update.mutate({ id: school.id, ...given });
    else create.mutate(given);
  };
  const form = 'school-form';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={school ? t('editOf', { name: school.name }) : t('add')}
      footer={
        <>
          {school ? <DeleteSchool school={school} onClose={onClose} /> : null}
          <Button onClick={onClose}>{s('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={used.isPending}>
            {s('save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4" noValidate>
        {used.error && Object.keys(fields).length === 0 ? (
          <Banner tone="danger" title={messageOf(used.error)} />
        ) : null}
        <Field label={t('name')} required error={fields.name?.[0]}>
          <Input value={name} onChange={(event) => setName(event.currentTarget.value)} />
        </Field>
        <Field label={t('phone')} error={fields.phone?.[0]}>
          <Input type="tel" value={phone} onChange={(event) => setPhone(event.currentTarget.value)} />
        </Field>
        <Field label={t('address')} error={fields.address?.[0]}>
          <Input value={address} onChange={(event) => setAddress(event.currentTarget.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

function DeleteSchool({ school, onClose }: { school: School; onClose: () => void }) {
  const t = useTranslations('schools');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const { name } = school;
  const remove = useMutation(
    trpc.schools.delete.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: trpc.schools.pathKey() });
        toast.show({ title: t('deleted', { name }) });
        onClose();
      },
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return (
    <AlertDialog
      trigger={
        <Button variant="ghost" className="me-auto">
          {t('delete')}
        </Button>
      }
      title={t('deleteTitle', { name })}
      description={t('deleteText')}
      confirmLabel={t('delete')}
      tone="danger"
      onConfirm={() => remove.mutate({ id: school.id })}
    />
  );
}
