import { redirect } from 'next/navigation';
import { callerIn } from '@/server/page.ts';

/** The first screen is the job itself: the students of the district that was used last. */
export default async function HomePage() {
  const { items } = await (await callerIn()).districts.list();
  const current = items.find((one) => one.current);
  return redirect(`/d/${current?.slug}/students`);
}
