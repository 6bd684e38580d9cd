import { redirect } from 'next/navigation';

export default async function DistrictPage({ params }: PageProps<'/d/[slug]'>) {
  return redirect(`/d/${(await params).slug}/students`);
}
