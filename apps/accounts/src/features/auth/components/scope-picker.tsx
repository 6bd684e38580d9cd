'use client';
import { adminScopes } from '@portfolio/platform/kernel/actor';
import { Button } from '@portfolio/ui/button';
import { Checkbox } from '@portfolio/ui/checkbox';
import { Fieldset } from '@portfolio/ui/field';
import { useTranslations } from 'next-intl';
import { readScopes, type ScopeDomain, scopeGroups } from '../scopes.ts';

type Props = { chosen: readonly string[]; onChange: (scopes: string[]) => void; admin: boolean };

/** What a token may do, by app and domain: reading and writing apart. */
export function ScopePicker({ chosen, onChange, admin }: Props) {
  const t = useTranslations('tokens');
  const has = new Set(chosen);
  const toggle = (scope: string, on: boolean): void =>
    onChange(on ? [...new Set([...chosen, scope])] : chosen.filter((one) => one !== scope));
  return (
    <Fieldset legend={t('scopes')} hint={t('scopesHint')}>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onChange([...readScopes])}>
          {t('readAll')}
        </Button>
        <Button size="sm" variant="ghost" disabled={chosen.length === 0} onClick={() => onChange([])}>
          {t('none')}
        </Button>
      </div>
      <div className="flex flex-col gap-4">
        {scopeGroups.map(({ group, domains }) => (
          <div key={group}>
            <h3 className="pb-1 font-medium text-ink-faint text-sm">{t(`groups.${group}`)}</h3>
            <ul className="divide-y divide-line rounded-md border">
              {domains.map((domain) => (
                <DomainLine key={domain.domain} domain={domain} has={has} toggle={toggle} />
              ))}
            </ul>
          </div>
        ))}
        {admin ? (
          <div>
            <h3 className="pb-1 font-medium text-ink-faint text-sm">{t('groups.administration')}</h3>
            <div className="flex flex-col gap-2.5 rounded-md border p-3">
              {adminScopes.map((scope) => (
                <Checkbox
                  key={scope}
                  label={t(`admin.${scope}`)}
                  checked={has.has(scope)}
                  onCheckedChange={(on) => toggle(scope, on)}
                />
              ))}
            </div>
          </div>
        ) : null}
      </div>
    </Fieldset>
  );
}

type LineProps = {
  domain: ScopeDomain;
  has: ReadonlySet<string>;
  toggle: (scope: string, on: boolean) => void;
};

function DomainLine({ domain: { domain, read, write }, has, toggle }: LineProps) {
  const t = useTranslations('tokens');
  const name = t(`domains.${domain}`);
  const box = (scope: string, right: 'read' | 'write') => (
    <Checkbox
      label={
        <>
          <span className="sr-only">{`${name}: `}</span>
          {t(right)}
        </>
      }
      checked={has.has(scope)}
      onCheckedChange={(on) => toggle(scope, on)}
      className="w-20 shrink-0"
    />
  );
  return (
    <li className="flex items-center gap-3 px-3 py-2 pointer-coarse:py-3">
      <span className="min-w-0 flex-1 truncate text-base text-ink">{name}</span>
      {box(read, 'read')}
      {write ? box(write, 'write') : <span className="w-20 shrink-0" />}
    </li>
  );
}
