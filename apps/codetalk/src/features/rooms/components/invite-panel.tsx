'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { Button, IconButton } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { Combobox, type ComboboxOption } from '@portfolio/ui/combobox';
import { CopyButton } from '@portfolio/ui/copy-button';
import { DateTime } from '@portfolio/ui/date-time';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { Segmented } from '@portfolio/ui/segmented';
import { Select } from '@portfolio/ui/select';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Invite, MadeInvite, Room } from '../schema.ts';

const ways = ['person', 'email', 'link'] as const;
type Way = (typeof ways)[number];
const days = ['1', '7', '30', 'never'] as const;
const dayMs = 86_400_000;

const useInvite = (roomId: string, onMade: (made: MadeInvite) => void) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.rooms.invite.mutationOptions({
      onSuccess: (made) => {
        onMade(made);
        void queries.invalidateQueries({ queryKey: trpc.rooms.invites.queryKey({ id: roomId }) });
      },
    }),
  );
};

/** Three ways in: a person who is here, an address, a link. */
export function InvitePanel({ room }: { room: Room }) {
  const t = useTranslations('invite');
  const toast = useToast();
  const [way, setWay] = useState<Way>('person');
  const [role, setRole] = useState<'viewer' | 'editor'>('viewer');
  const [person, setPerson] = useState<ComboboxOption | null>(null);
  const [email, setEmail] = useState('');
  const [until, setUntil] = useState<(typeof days)[number]>('7');
  const [made, setMade] = useState<MadeInvite | null>(null);
  const invite = useInvite(room.id, (one) => {
    setMade(one.url ? one : null);
    setPerson(null);
    setEmail('');
    if (!one.url) toast.show({ title: t('sent'), tone: 'success' });
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const expiresAt = until === 'never' ? null : new Date(Date.now() + Number(until) * dayMs).toISOString();
    const whom = { person: { userId: person?.value }, email: { email }, link: {} }[way];
    if (way === 'person' && !person) return;
    invite.mutate({ id: room.id, role, expiresAt, ...whom });
  };
  const problem = problemOf(invite.error);
  const error = invite.error
    ? (problem?.fields?.email?.[0] ?? problem?.fields?.userId?.[0] ?? messageOf(invite.error))
    : undefined;
  return (
    <Card title={t('title')}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Segmented<Way>
          label={t('way')}
          value={way}
          onValueChange={(value) => {
            setWay(value);
            invite.reset();
          }}
          options={ways.map((value) => ({ value, label: t(`ways.${value}`) }))}
        />
        {way === 'person' ? <PersonField value={person} onChange={setPerson} error={error} /> : null}
        {way === 'email' ? (
          <Field label={t('email')} error={error}>
            <Input
              type="email"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              autoComplete="off"
            />
          </Field>
        ) : null}
        <div className="grid grid-cols-2 gap-3">
          <Field label={t('role')} error={way === 'link' ? error : undefined}>
            <Select
              value={role}
              onValueChange={setRole}
              options={(['viewer', 'editor'] as const).map((value) => ({
                value,
                label: t(`roles.${value}`),
              }))}
            />
          </Field>
          <Field label={t('until')}>
            <Select
              value={until}
              onValueChange={setUntil}
              options={days.map((value) => ({ value, label: t(`days.${value}`) }))}
            />
          </Field>
        </div>
        <Button type="submit" variant="primary" loading={invite.isPending}>
          {t(`submit.${way}`)}
        </Button>
      </form>
      {made?.url ? <MadeLink url={made.url} /> : null}
      <OpenInvites roomId={room.id} />
    </Card>
  );
}

function PersonField(props: {
  value: ComboboxOption | null;
  onChange: (person: ComboboxOption | null) => void;
  error: string | undefined;
}) {
  const t = useTranslations('invite');
  const trpc = useTRPC();
  const [q, setQ] = useState('');
  const found = useQuery(
    trpc.users.search.queryOptions(
      { q, limit: 10 },
      { enabled: q.trim().length > 1, placeholderData: (old) => old },
    ),
  );
  const options = (q.trim().length > 1 ? (found.data?.items ?? []) : []).map((user) => ({
    value: user.id,
    label: [user.firstName, user.lastName].filter(Boolean).join(' ') || user.username,
    hint: `@${user.username}`,
  }));
  return (
    <Field label={t('person')} error={props.error}>
      <Combobox
        options={options}
        value={props.value}
        onValueChange={props.onChange}
        onQueryChange={setQ}
        loading={found.isFetching}
        placeholder={t('personHint')}
        emptyText={t(q.trim().length > 1 ? 'nobody' : 'twoLetters')}
      />
    </Field>
  );
}

function MadeLink({ url }: { url: string }) {
  const t = useTranslations('invite');
  return (
    <div
      role="status"
      className="mt-4 flex flex-col gap-2 rounded-md border border-line bg-canvas p-3 text-sm"
    >
      <p className="text-ink-soft">{t('once')}</p>
      <code className="block truncate font-mono text-ink text-xs">{url}</code>
      <CopyButton text={url} label={t('copy')} withText />
    </div>
  );
}

function OpenInvites({ roomId }: { roomId: string }) {
  const t = useTranslations('invite');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const list = useQuery(trpc.rooms.invites.queryOptions({ id: roomId, limit: 100 }));
  const revoke = useMutation(
    trpc.rooms.revokeInvite.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.rooms.invites.pathKey() }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  const nameOf = (one: Invite): string =>
    one.kind === 'link' ? t('aLink') : (one.email ?? (one.username ? `@${one.username}` : ''));
  const items = list.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <div className="mt-5 border-line border-t pt-3">
      <h3 className="mb-1 font-medium text-ink text-sm">{t('open')}</h3>
      <ul className="flex flex-col">
        {items.map((one) => (
          <li key={one.id} className="flex items-center justify-between gap-2 py-1 text-sm">
            <span className="min-w-0">
              <span className="block truncate text-ink">{nameOf(one)}</span>
              <span className="text-ink-faint">
                {t(`roles.${one.role === 'owner' ? 'editor' : one.role}`)}
                {one.usesLeft !== null && one.kind === 'link'
                  ? ` · ${t('uses', { count: one.usesLeft })}`
                  : ''}
                {one.expiresAt ? (
                  <>
                    {' · '}
                    {t('expires')} <DateTime value={one.expiresAt} />
                  </>
                ) : null}
              </span>
            </span>
            <IconButton
              size="sm"
              label={t('revoke', { name: nameOf(one) })}
              onClick={() => revoke.mutate({ id: roomId, inviteId: one.id })}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
