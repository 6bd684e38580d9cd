'use client';
import {
  type Channel,
  channels,
  type Kind,
  kinds,
  wanted,
} from '@portfolio/platform/notifications/templates';
import type { Preferences } from '@portfolio/platform/users/schema';
import { Card } from '@portfolio/ui/card';
import { AppMark } from '@portfolio/ui/marks';
import { Switch } from '@portfolio/ui/switch';
import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';

type Chosen = Preferences['notifications'];
type Props = { chosen: Chosen; onChange: (chosen: Chosen) => void };

const isKind = (name: string): name is Kind => Object.hasOwn(kinds, name);
const allKinds = Object.keys(kinds).filter(isKind);
const comesBy = (kind: Kind, channel: Channel): boolean =>
  kinds[kind].channels.some((one) => one === channel);
/** A key of the catalogue holds no dots. */
const wordOf = (kind: Kind): string => kind.replaceAll('.', '-');

/** A line a kind, a switch a channel; what keeps an account safe is shown locked. */
export function NotificationChoices({ chosen, onChange }: Props) {
  const t = useTranslations('preferences');
  return (
    <Card title={t('notifications')} description={t('notificationsLead')} flush>
      <table className="w-full border-t text-start">
        <thead>
          <tr className="text-ink-faint text-sm">
            <th scope="col" className="px-4 py-2 text-start font-medium">
              {t('kind')}
            </th>
            {channels.map((channel) => (
              <th
                key={channel}
                scope="col"
                className="w-16 px-1 py-2 text-center font-medium sm:w-20 sm:px-2"
              >
                {t(`channels.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {allKinds.map((kind) => (
            <KindRow key={kind} kind={kind} chosen={chosen} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function KindRow({ kind, chosen, onChange }: Props & { kind: Kind }) {
  const t = useTranslations('preferences');
  const { app, critical } = kinds[kind];
  const name = t(`kinds.${wordOf(kind)}.name`);
  return (
    <tr className="border-t">
      <th scope="row" className="px-4 py-3 text-start font-normal">
        <span className="flex items-start gap-3">
          <AppMark app={app} className="mt-0.5 size-5 shrink-0 max-sm:hidden" />
          <span className="min-w-0">
            <span className="block font-medium text-base text-ink">{name}</span>
            <span className="block text-ink-soft text-sm">{t(`kinds.${wordOf(kind)}.text`)}</span>
            {critical ? (
              <span className="mt-1 flex items-center gap-1 text-ink-faint text-sm">
                <Lock className="size-3.5 shrink-0" aria-hidden />
                {t('locked')}
              </span>
            ) : null}
          </span>
        </span>
      </th>
      {channels.map((channel) => (
        <td key={channel} className="px-1 py-3 text-center align-top">
          {comesBy(kind, channel) ? (
            <Switch
              className="inline-flex"
              label={t('byChannel', { kind: name, channel: t(`channels.${channel}`) })}
              labelHidden
              disabled={critical}
              checked={wanted(chosen, kind, channel)}
              onCheckedChange={(on) => onChange({ ...chosen, [kind]: { ...chosen[kind], [channel]: on } })}
            />
          ) : (
            <span className="text-ink-faint">
              <span aria-hidden>–</span>
              <span className="sr-only">{t('noChannel')}</span>
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}
