import { toDomainError } from '@portfolio/platform/kernel/errors';
import type { User } from '@portfolio/platform/users/schema';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Person } from '@/features/users/components/person.tsx';
import { app } from '@/server/app.ts';
import { requireVisitor } from '@/server/page.ts';

/** The profile behind a username or an id; there is none until its person has confirmed their address. */
const find = cache(async (name: string): Promise<User> => {
  const { actor } = await requireVisitor();
  return app()
    .platform.services.users.getByName(actor, name)
    .catch((error: unknown) => {
      if (toDomainError(error)) return notFound();
      throw error;
    });
});

const decode = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return notFound();
  }
};

export const generateMetadata = async ({ params }: PageProps<'/u/[name]'>): Promise<Metadata> => ({
  title: decode((await params).name),
});

export default async function PersonPage({ params }: PageProps<'/u/[name]'>) {
  const { actor } = await requireVisitor();
  const user = await find(decode((await params).name));
  return <Person user={user} own={user.id === actor.userId} />;
}
