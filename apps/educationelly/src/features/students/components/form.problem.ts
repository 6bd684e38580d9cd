import { problemOf } from '@portfolio/platform/react/shell/client';
import type { UseFormReturn } from 'react-hook-form';
import { emptyValues, type FieldName, type StudentValues } from './form.values.ts';

export const problemIn = (error: unknown) => (error ? problemOf(error) : null);

const isField = (name: string): name is FieldName => name in emptyValues;

/** Puts the server's messages beside their fields, and the cursor into the first of them. */
export const showProblem = (form: UseFormReturn<StudentValues>, error: unknown): void => {
  const fields = problemOf(error)?.fields ?? {};
  let first = true;
  for (const [path, [message]] of Object.entries(fields)) {
    const given = path.split('.')[0] ?? '';
    const name = given === 'schoolId' ? 'schoolName' : given;
    if (!isField(name)) continue;
    form.setError(name, { type: 'server', message }, { shouldFocus: first });
    first = false;
  }
};
