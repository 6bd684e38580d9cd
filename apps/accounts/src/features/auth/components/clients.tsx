'use client';
import type { Client } from '@portfolio/platform/auth/schema';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { AlertDialog } from '@portfolio/ui/alert-dialog';
import { Badge } from '@portfolio/ui/badge';
import { Button } from '@portfolio/ui/button';
import { CopyButton } from '@portfolio/ui/copy-button';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import { List, ListItem } from '@portfolio/ui/list';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Blocks, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import { CreateClient } from './create-client.tsx';

type Props = { initial: { items: Client[] }; issuer: string };

/** Third-party relying parties, for administrators. */
export function Clients({ initial, issuer }: Props) {
  const t = useTranslations('clients');
  const trpc = useTRPC();
  const [creating, setCreating] = useState(false);
  const clients = useQuery(trpc.auth.clients.queryOptions(undefined, { initialData: initial }));
  const { items } = clients.data;
  const create = (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <Page width="form">
      <PageHeader title={t('title')} description={t('lead')} actions={items.length > 0 ? create : null} />
      {clients.isError ? (
        <LoadFailed message={messageOf(clients.error)} onRetry={() => clients.refetch()} />
      ) : null}
      {items.length === 0 ? (
        <EmptyState icon={<Blocks aria-hidden />} title={t('empty')} actions={create}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <List label={t('title')} className="rounded-lg border">
          {items.map((client) => (
            <ClientLine key={client.id} client={client} />
          ))}
        </List>
      )}
      <CreateClient issuer={issuer} open={creating} onOpenChange={setCreating} />
    </Page>
  );
}

function ClientLine({ client }: { client: Client }) {
  const t = useTranslations('clients');
  const { name, clientId, redirectUris } = client;
  return (
    <ListItem
      id={client.id}
      name={name}
      title={name}
      description={redirectUris.join(', ')}
      meta={
        <>
          <Badge tone={client.public ? 'warning' : 'neutral'}>
            {t(client.public ? 'public' : 'confidential')}
          </Badge>
          <span className="flex min-w-0 items-center gap-1 text-ink-soft text-sm">
            <code className="min-w-0 truncate">{clientId}</code>
            <CopyButton text={clientId} label={t('clientId')} />
          </span>
          <span className="text-ink-faint text-sm">
            {t('created')} <DateTime value={client.createdAt} />
          </span>
        </>
      }
      trailing={<Delete client={client} />}
    />
  );
}

function Delete({ client: { id, name } }: { client: Client }) {
  const t = useTranslations('clients');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const remove = useMutation(
    trpc.auth.deleteClient.mutationOptions({
      onSuccess: () => toast.show({ title: t('deleted'), tone: 'success' }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.auth.clients.queryKey() }),
    }),
  );
  return (
    <AlertDialog
      trigger={
        <Button size="sm" variant="danger-ghost" aria-label={t('deleteOf', { name })}>
          {t('delete')}
        </Button>
      }
      title={t('deleteTitle', { name })}
      description={t('deleteText')}
      confirmLabel={t('delete')}
      onConfirm={() => remove.mutate({ id })}
    />
  );
}
