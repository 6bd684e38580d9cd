import { defineEvent } from '@portfolio/platform/events/events';
import { z } from 'zod';

/** No names travel: whoever consumes this asks for the student as it stands. */
const about = z.object({ studentId: z.uuid(), districtId: z.uuid() });

export const studentCreated = defineEvent('student.created', 1, about);
/** A field, the EL status or the teachers changed, or it came back from the archive. */
export const studentChanged = defineEvent('student.changed', 1, about);
export const studentArchived = defineEvent('student.archived', 1, about);
export const studentErased = defineEvent('student.erased', 1, about);
