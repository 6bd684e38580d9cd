import { WordsPage } from '@/features/vocabulary/components/words-page.tsx';

export default function HomePage() {
  return <WordsPage />;
}
