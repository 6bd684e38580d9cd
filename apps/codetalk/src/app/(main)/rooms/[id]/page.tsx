import { toDomainError } from '@portfolio/platform/kernel/errors';
import { createCallerFactory } from '@portfolio/platform/kernel/trpc';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { RoomPage } from '@/features/rooms/components/room-page.tsx';
import { app } from '@/server/app.ts';
import { requireVisitor } from '@/server/page.ts';

const find = cache(async (id: string) => {
  const caller = createCallerFactory(app().router)(await requireVisitor());
  return caller.rooms.get({ id }).catch((error: unknown) => {
    if (toDomainError(error)) return notFound();
    throw error;
  });
});

export const generateMetadata = async ({ params }: PageProps<'/rooms/[id]'>): Promise<Metadata> => ({
  title: (await find((await params).id)).title,
});

export default async function Room({ params }: PageProps<'/rooms/[id]'>) {
  return <RoomPage initial={await find((await params).id)} />;
}
