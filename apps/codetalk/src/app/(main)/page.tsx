import { Suspense } from 'react';
import { RoomsPage } from '@/features/rooms/components/rooms-page.tsx';

export default function HomePage() {
  return (
    <Suspense>
      <RoomsPage />
    </Suspense>
  );
}
