import { Suspense } from 'react';
import { WordsPage } from '@/features/vocabulary/components/words-page.tsx';

export default function HomePage() {
  return (
    <Suspense>
      <WordsPage />
    </Suspense>
  );
}
