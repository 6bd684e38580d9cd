import { Badge } from '@portfolio/ui/badge';
import { Button } from '@portfolio/ui/button';
import { DateTime } from '@portfolio/ui/date-time';
import { List, ListItem } from '@portfolio/ui/list';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { revalidatePath } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { app } from '@/server/app.ts';
import { requireVisitor } from '@/server/page.ts';

const endOthers = async (): Promise<void> => {
  'use server';
  const { actor } = await requireVisitor();
  await app().sessions.endOthers(actor);
  revalidatePath('/security');
};

const endOne = async (form: FormData): Promise<void> => {
  'use server';
  const { actor } = await requireVisitor();
  await app().sessions.endOne(actor, String(form.get('id')));
  revalidatePath('/security');
};

export default async function SecurityPage() {
  const t = await getTranslations('security');
  const { actor } = await requireVisitor();
  const { items } = await app().sessions.list(actor);
  return (
    <Page width="form">
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={
          items.length > 1 ? (
            <form action={endOthers}>
              <Button type="submit">{t('endOthers')}</Button>
            </form>
          ) : null
        }
      />
      <List label={t('title')}>
        {items.map((session) => (
          <ListItem
            key={session.id}
            id={session.id}
            name={session.browser}
            title={t('on', { browser: session.browser, device: session.device })}
            description={
              <>
                {session.ip} · <DateTime value={session.lastSeenAt} />
              </>
            }
            meta={[
              ...(session.current
                ? [
                    <Badge key="current" tone="success">
                      {t('current')}
                    </Badge>,
                  ]
                : []),
              ...session.apps.map((name) => <Badge key={name}>{name}</Badge>),
            ]}
            trailing={
              session.current ? null : (
                <form action={endOne}>
                  <input type="hidden" name="id" value={session.id} />
                  <Button type="submit" size="sm">
                    {t('end')}
                  </Button>
                </form>
              )
            }
          />
        ))}
      </List>
    </Page>
  );
}
