import { byId } from '@portfolio/platform/kernel/input';
import { authed, type Context, router } from '@portfolio/platform/kernel/trpc';
import { z } from 'zod';
import { findLanguages } from './languages.ts';
import {
  AccessPage,
  AddEpisode,
  Birthplace,
  BulkStudents,
  Count,
  CreateStudent,
  Episode,
  EpisodeList,
  EraseStudent,
  FindLanguages,
  LanguageList,
  ListAccesses,
  ListStudents,
  OneEpisode,
  SearchStudents,
  Student,
  StudentPage,
  UpdateEpisode,
  UpdateStudent,
} from './schema.ts';
import type { EpisodesService } from './service.episodes.ts';
import type { StudentLists } from './service.list.ts';
import type { SampleService } from './service.sample.ts';
import type { Asking } from './service.seat.ts';
import type { StudentsService } from './service.ts';

type Services = {
  students: StudentsService;
  lists: StudentLists;
  episodes: EpisodesService;
  sample: SampleService;
};
const read = 'students:read';
const write = 'students:write';

/** Who asks, in which of their districts (`X-District-Id`, by id or slug). */
export const asking = ({ actor, request }: Context & { actor: Asking['actor'] }): Asking => ({
  actor,
  tenant: request.tenant,
});

export const studentsRouter = ({ students, lists, sample }: Services) =>
  router({
    list: authed
      .meta({
        rest: { method: 'GET', path: '/students' },
        scope: read,
        summary: 'Students by filters and sort',
      })
      .input(ListStudents)
      .output(StudentPage)
      .query(({ ctx, input }) => lists.list(asking(ctx), input)),
    search: authed
      .meta({
        rest: { method: 'GET', path: '/students/search' },
        scope: read,
        summary: 'Students by name or identifier',
      })
      .input(SearchStudents)
      .output(StudentPage)
      .query(({ ctx, input }) => lists.list(asking(ctx), { ...input, sort: 'familyName' })),
    accesses: authed
      .meta({
        rest: { method: 'GET', path: '/students/access-log' },
        scope: read,
        summary: 'Who saw and changed what (administrators)',
      })
      .input(ListAccesses)
      .output(AccessPage)
      .query(({ ctx, input }) => lists.accesses(asking(ctx), input)),
    create: authed
      .meta({ rest: { method: 'POST', path: '/students' }, scope: write, summary: 'Enrol a student' })
      .input(CreateStudent)
      .output(Student)
      .mutation(({ ctx, input }) => students.create(asking(ctx), input)),
    get: authed
      .meta({
        rest: { method: 'GET', path: '/students/{id}' },
        scope: read,
        summary: 'One student; the look is logged',
      })
      .input(byId)
      .output(Student)
      .query(({ ctx, input }) => students.get(asking(ctx), input.id)),
    birthplace: authed
      .meta({
        rest: { method: 'GET', path: '/students/{id}/birthplace' },
        scope: read,
        summary: 'The hidden birthplace; the look is logged',
      })
      .input(byId)
      .output(Birthplace)
      .query(({ ctx, input }) => students.birthplace(asking(ctx), input.id)),
    update: authed
      .meta({
        rest: { method: 'PUT', path: '/students/{id}' },
        scope: write,
        summary: 'Change a student (If-Match required)',
      })
      .input(UpdateStudent)
      .output(Student)
      .mutation(({ ctx, input }) => students.update(asking(ctx), input, ctx.request.ifMatch)),
    archive: authed
      .meta({
        rest: { method: 'DELETE', path: '/students/{id}' },
        scope: write,
        summary: 'Archive a student',
      })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => students.archive(asking(ctx), input.id)),
    restore: authed
      .meta({
        rest: { method: 'POST', path: '/students/{id}/restore', status: 200 },
        scope: write,
        summary: 'Out of the archive',
      })
      .input(byId)
      .output(Student)
      .mutation(({ ctx, input }) => students.restore(asking(ctx), input.id)),
    erase: authed
      .meta({
        rest: { method: 'POST', path: '/students/{id}/erase', status: 204 },
        scope: write,
        summary: 'Erase for ever (administrators; logged)',
      })
      .input(EraseStudent)
      .output(z.void())
      .mutation(({ ctx, input }) => students.erase(asking(ctx), input.id, input.reason)),
    bulk: authed
      .meta({
        rest: { method: 'POST', path: '/students/bulk', status: 200 },
        scope: write,
        summary: 'Archive or restore many',
      })
      .input(BulkStudents)
      .output(Count)
      .mutation(({ ctx, input }) => students.bulk(asking(ctx), input.ids, input.action)),
    loadSample: authed
      .meta({
        rest: { method: 'POST', path: '/students/sample', status: 200 },
        scope: write,
        summary: 'Load a sample of students',
      })
      .output(Count)
      .mutation(({ ctx }) => sample.load(asking(ctx))),
    removeSample: authed
      .meta({
        rest: { method: 'DELETE', path: '/students/sample', status: 200 },
        scope: write,
        summary: 'Remove the sample again',
      })
      .output(Count)
      .mutation(({ ctx }) => sample.remove(asking(ctx))),
    hasSample: authed
      .meta({ scope: read })
      .output(z.boolean())
      .query(({ ctx }) => sample.isLoaded(asking(ctx))),
    languages: authed
      .meta({
        rest: { method: 'GET', path: '/students/languages' },
        scope: read,
        summary: 'Languages by name or ISO 639-3 code',
      })
      .input(FindLanguages)
      .output(LanguageList)
      .query(({ input }) => ({ items: findLanguages(input.q, input.limit) })),
  });

export const episodesRouter = ({ episodes }: Services) =>
  router({
    list: authed
      .meta({
        rest: { method: 'GET', path: '/students/{id}/episodes' },
        scope: read,
        summary: 'EL status as it was decided',
      })
      .input(byId)
      .output(EpisodeList)
      .query(({ ctx, input }) => episodes.list(asking(ctx), input.id)),
    add: authed
      .meta({
        rest: { method: 'POST', path: '/students/{id}/episodes' },
        scope: write,
        summary: 'Record a decision',
      })
      .input(AddEpisode)
      .output(Episode)
      .mutation(({ ctx, input }) => episodes.add(asking(ctx), input, ctx.request.ifMatch)),
    update: authed
      .meta({
        rest: { method: 'PUT', path: '/students/{id}/episodes/{episodeId}' },
        scope: write,
        summary: 'Correct a decision',
      })
      .input(UpdateEpisode)
      .output(Episode)
      .mutation(({ ctx, input }) => episodes.update(asking(ctx), input, ctx.request.ifMatch)),
    remove: authed
      .meta({
        rest: { method: 'DELETE', path: '/students/{id}/episodes/{episodeId}' },
        scope: write,
        summary: 'Take out a decision entered by mistake',
      })
      .input(OneEpisode)
      .output(z.void())
      .mutation(({ ctx, input }) => episodes.remove(asking(ctx), input, ctx.request.ifMatch)),
  });
