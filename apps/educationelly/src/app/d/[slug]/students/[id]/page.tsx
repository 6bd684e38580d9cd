import { StudentRecord } from '@/features/students/components/record.tsx';
import { callerIn, orNotFound } from '@/server/page.ts';

// The name stands on the page, and in no title: titles end in histories and bookmarks.
export default async function StudentPage({ params }: PageProps<'/d/[slug]/students/[id]'>) {
  const { slug, id } = await params;
  const caller = await callerIn(slug);
  const student = await orNotFound(caller.students.get({ id }));
  const episodes = await orNotFound(caller.episodes.list({ id }));
  return <StudentRecord initial={student} episodes={episodes} />;
}
