import { defineJob, type Job } from '@portfolio/platform/jobs/functions';
import { indexJob } from '@portfolio/platform/search/jobs';
import type { Search } from '@portfolio/platform/search/search';
import { studentArchived, studentChanged, studentCreated, studentErased } from './events.ts';
import type { StudentFollowers } from './service.follow.ts';

/** Search follows what changes; teachers hear of a student who comes to their roster. */
export const studentJobs = ({
  followers,
  search,
}: {
  followers: StudentFollowers;
  search: Search;
}): Job[] => [
  indexJob({
    id: 'index-student',
    on: [studentCreated, studentChanged, studentArchived, studentErased],
    search,
    key: { app: 'educationelly', type: 'student' },
    document: async (id, { tenant }) => (tenant ? followers.document(id, tenant) : null),
  }),
  defineJob(
    { id: 'tell-teachers', on: [studentCreated, studentChanged], retries: 5 },
    async ({ event, step }) => {
      const { studentId, districtId } = event.data;
      await step.run('tell', () => followers.tellTeachers(studentId, districtId, event.actor));
    },
  ),
];
