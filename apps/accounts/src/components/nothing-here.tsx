import { ButtonLink } from '@portfolio/ui/button';
import { EmptyState } from '@portfolio/ui/empty-state';
import { SearchX } from 'lucide-react';
import { getTranslations } from 'next-intl/server';

/** What a wrong address, and one that is not for this visitor, shows alike. */
export async function NothingHere() {
  const t = await getTranslations('states');
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t('notFound')}
      actions={
        <ButtonLink href="/" variant="primary">
          {t('home')}
        </ButtonLink>
      }
    >
      {t('notFoundText')}
    </EmptyState>
  );
}
