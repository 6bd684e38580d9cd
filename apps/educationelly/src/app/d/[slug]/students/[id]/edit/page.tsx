import { EditStudent } from '@/features/students/components/form.tsx';
import { callerIn, orNotFound } from '@/server/page.ts';

export default async function EditStudentPage({ params }: PageProps<'/d/[slug]/students/[id]/edit'>) {
  const { slug, id } = await params;
  const caller = await callerIn(slug);
  return <EditStudent student={await orNotFound(caller.students.get({ id }))} />;
}
