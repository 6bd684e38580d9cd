import { redirect } from 'next/navigation';

export default async function SettingsPage({ params }: PageProps<'/d/[slug]/settings'>) {
  return redirect(`/d/${(await params).slug}/settings/schools`);
}
