'use client';
import type { PersonalToken } from '@portfolio/platform/auth/schema';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { AlertDialog } from '@portfolio/ui/alert-dialog';
import { Badge } from '@portfolio/ui/badge';
import { Button } from '@portfolio/ui/button';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import { useNow } from '@portfolio/ui/lib/use-now';
import { List, ListItem } from '@portfolio/ui/list';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import { CreateToken } from './create-token.tsx';

type Props = { initial: { items: PersonalToken[] }; admin: boolean };

/** Personal access tokens: what each may do, when it was used, until when it works. */
export function Tokens({ initial, admin }: Props) {
  const t = useTranslations('tokens');
  const trpc = useTRPC();
  const [creating, setCreating] = useState(false);
  const tokens = useQuery(trpc.auth.tokens.queryOptions(undefined, { initialData: initial }));
  const { items } = tokens.data;
  const create = (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <Page width="form">
      <PageHeader title={t('title')} description={t('lead')} actions={items.length > 0 ? create : null} />
      {tokens.isError ? (
        <LoadFailed message={messageOf(tokens.error)} onRetry={() => tokens.refetch()} />
      ) : null}
      {items.length === 0 ? (
        <EmptyState icon={<KeyRound aria-hidden />} title={t('empty')} actions={create}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <List label={t('title')} className="rounded-lg border">
          {items.map((token) => (
            <TokenLine key={token.id} token={token} />
          ))}
        </List>
      )}
      <CreateToken admin={admin} open={creating} onOpenChange={setCreating} />
    </Page>
  );
}

function TokenLine({ token }: { token: PersonalToken }) {
  const t = useTranslations('tokens');
  const { expiresAt, lastUsedAt, scopes, name } = token;
  const nowMs = useNow();
  const expired = expiresAt !== null && nowMs !== undefined && Date.parse(expiresAt) < nowMs;
  return (
    <ListItem
      id={token.id}
      name={name}
      leading={<KeyRound className="mt-0.5 size-4.5 text-ink-faint" aria-hidden />}
      title={name}
      description={
        <>
          {lastUsedAt ? (
            <>
              {t('lastUsed')} <DateTime value={lastUsedAt} />
            </>
          ) : (
            t('neverUsed')
          )}
          {' · '}
          {expiresAt ? (
            <>
              {t(expired ? 'expired' : 'expires')} <DateTime value={expiresAt} />
            </>
          ) : (
            t('never')
          )}
        </>
      }
      meta={
        <>
          {expired ? <Badge tone="danger">{t('expired')}</Badge> : null}
          {scopes.slice(0, 6).map((scope) => (
            <Badge key={scope} className="font-mono">
              {scope}
            </Badge>
          ))}
          {scopes.length > 6 ? (
            <Badge className="cursor-default">
              <span title={scopes.join(', ')}>{t('scopeCount', { count: scopes.length })}</span>
            </Badge>
          ) : null}
        </>
      }
      trailing={<Revoke token={token} />}
    />
  );
}

function Revoke({ token: { id, name } }: { token: PersonalToken }) {
  const t = useTranslations('tokens');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const revoke = useMutation(
    trpc.auth.revokeToken.mutationOptions({
      onSuccess: () => toast.show({ title: t('revoked'), tone: 'success' }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.auth.tokens.queryKey() }),
    }),
  );
  return (
    <AlertDialog
      trigger={
        <Button size="sm" variant="danger-ghost" aria-label={t('revokeOf', { name })}>
          {t('revoke')}
        </Button>
      }
      title={t('revokeTitle', { name })}
      description={t('revokeText')}
      confirmLabel={t('revoke')}
      onConfirm={() => revoke.mutate({ id })}
    />
  );
}
