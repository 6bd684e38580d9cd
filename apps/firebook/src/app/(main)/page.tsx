import { cookies } from 'next/headers';
import { layoutCookie } from '@/features/bookmarks/components/layouts.ts';
import { Library } from '@/features/bookmarks/components/library.tsx';

export default async function LibraryPage() {
  const remembered = (await cookies()).get(layoutCookie)?.value === 'list' ? 'list' : 'cards';
  return <Library remembered={remembered} />;
}
