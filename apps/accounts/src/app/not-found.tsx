import { NothingHere } from '@/components/nothing-here.tsx';

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas">
      <NothingHere />
    </main>
  );
}
