'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Button } from '@portfolio/ui/button';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { Tabs } from '@portfolio/ui/tabs';
import { useToast } from '@portfolio/ui/toast';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import { AccessTable } from './access-log.tsx';
import { useDistrict } from './district.tsx';
import { Invitations } from './invitations.tsx';
import { Members } from './members.tsx';
import { Schools } from './schools.tsx';

const parts = ['schools', 'members', 'invitations', 'access'] as const;
type Part = (typeof parts)[number];

const pages: Record<Part, () => ReactNode> = {
  schools: () => <Schools />,
  members: () => <Members />,
  invitations: () => <Invitations />,
  access: () => <AccessTable />,
};

/** The district's schools and people; what a role may not see has no tab. */
export function Settings({ part }: { part: Part }) {
  const t = useTranslations('settings');
  const { district, isAdmin, href } = useDistrict();
  const seesMembers = district.role !== 'teacher' && district.role !== 'viewer';
  const shown = parts.filter((one) => one === 'schools' || isAdmin || (one === 'members' && seesMembers));
  return (
    <Page width="form">
      <PageHeader title={t('title')} description={district.name} className="gap-5">
        {isAdmin ? <DistrictName /> : null}
        <Tabs
          label={t('parts')}
          tabs={shown.map((one) => ({ href: href(`/settings/${one}`), label: t(one) }))}
          current={href(`/settings/${part}`)}
        />
      </PageHeader>
      {shown.includes(part) ? pages[part]() : null}
    </Page>
  );
}

function DistrictName() {
  const t = useTranslations('district');
  const trpc = useTRPC();
  const toast = useToast();
  const router = useRouter();
  const { district } = useDistrict();
  const [name, setName] = useState(district.name);
  const rename = useMutation(
    trpc.districts.rename.mutationOptions({
      onSuccess: () => {
        toast.show({ title: t('saved'), tone: 'success' });
        router.refresh();
      },
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() && name !== district.name) rename.mutate({ name });
  };
  return (
    <form onSubmit={submit} className="flex max-w-xl items-end gap-2">
      <Field label={t('name')} className="flex-1">
        <Input value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
      </Field>
      <Button type="submit" loading={rename.isPending}>
        {t('save')}
      </Button>
    </form>
  );
}
