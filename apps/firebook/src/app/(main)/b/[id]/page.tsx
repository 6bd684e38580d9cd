import { toDomainError } from '@portfolio/platform/kernel/errors';
import { createCallerFactory } from '@portfolio/platform/kernel/trpc';
import { notFound } from 'next/navigation';
import { Item } from '@/features/bookmarks/components/item.tsx';
import { app } from '@/server/app.ts';
import { requireVisitor } from '@/server/page.ts';

export default async function ItemPage({ params }: PageProps<'/b/[id]'>) {
  const { id } = await params;
  const caller = createCallerFactory(app().router)(await requireVisitor());
  const item = await caller.bookmarks.get({ id }).catch((error: unknown) => {
    if (toDomainError(error)) return notFound();
    throw error;
  });
  return <Item initial={item} />;
}
