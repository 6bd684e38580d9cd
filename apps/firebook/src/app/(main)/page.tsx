import { Suspense } from 'react';
import { Library } from '@/features/bookmarks/components/library.tsx';

export default function LibraryPage() {
  return (
    <Suspense>
      <Library />
    </Suspense>
  );
}
