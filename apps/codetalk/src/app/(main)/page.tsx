import { RoomsPage } from '@/features/rooms/components/rooms-page.tsx';

export default function HomePage() {
  return <RoomsPage />;
}
