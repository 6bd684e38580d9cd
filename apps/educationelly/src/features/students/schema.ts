import {
  accessKinds,
  elStatuses,
  episodeStatuses,
  federalRaces,
  gradeLevels,
  raceCodes,
  sexes,
} from '@portfolio/db/students-values';
import { listInput, listOutput } from '@portfolio/platform/kernel/cursor';
import { byId, id, isoDay, isoTime, optionalText, text } from '@portfolio/platform/kernel/input';
import { z } from 'zod';
import { isLanguage } from './languages.ts';
import { today } from './rules.ts';

const language = z
  .string()
  .trim()
  .toLowerCase()
  .refine(isLanguage, 'An ISO 639-3 code of three letters, such as spa.');
const pastDay = isoDay
  .refine((day) => day >= '1900-01-01', 'Too long ago.')
  .refine((day) => day <= today(), 'This day is still to come.');

export const Episode = z.object({
  id,
  studentId: id,
  status: z.enum(episodeStatuses),
  fromOn: isoDay,
  /** The first day that it no longer holds. */
  toOn: isoDay.nullable(),
  decision: z.string().nullable(),
  decidedBy: z.object({ id, name: z.string() }),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Episode = z.infer<typeof Episode>;

export const Student = z.object({
  id,
  version: z.number().int(),
  givenName: z.string(),
  middleName: z.string().nullable(),
  familyName: z.string(),
  suffix: z.string().nullable(),
  fullName: z.string(),
  localId: z.string(),
  districtId: z.string().nullable(),
  stateId: z.string().nullable(),
  schoolId: id,
  schoolName: z.string(),
  teachers: z.array(z.object({ id, name: z.string() })),
  dateOfBirth: isoDay,
  sex: z.enum(sexes).nullable(),
  gender: z.string().nullable(),
  races: z.array(z.enum(raceCodes)),
  hispanic: z.boolean().nullable(),
  federalRace: z.enum(federalRaces),
  gradeLevel: z.enum(gradeLevels),
  nativeLanguage: z.string(),
  nativeLanguageName: z.string(),
  homeLanguage: z.string().nullable(),
  homeLanguageName: z.string().nullable(),
  correspondenceLanguage: z.string().nullable(),
  correspondenceLanguageName: z.string().nullable(),
  /** Left out where it is hidden: ask for `/students/{id}/birthplace`, which is logged. */
  cityOfBirth: z.string().nullable().optional(),
  countryOfBirth: z.string().nullable().optional(),
  hasBirthplace: z.boolean(),
  firstEnrolledUsOn: isoDay.nullable(),
  photoMediaId: id.nullable(),
  photoUrl: z.string().nullable(),
  elStatus: z.enum(elStatuses),
  /** Since when `elStatus` holds, as decided; null without an episode. */
  elStatusSince: isoDay.nullable(),
  archivedAt: isoTime.nullable(),
  warnings: z.array(z.object({ field: z.string(), message: z.string() })),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Student = z.infer<typeof Student>;

/** The fields of a student that a person sets and may leave out. A new one begins here. */
const optional = {
  middleName: optionalText(100),
  suffix: optionalText(20),
  districtId: optionalText(50),
  stateId: optionalText(50),
  schoolId: id.optional(),
  schoolName: text(200).optional(),
  teacherIds: z.array(id).max(50).optional(),
  sex: z.enum(sexes).nullish(),
  gender: optionalText(60),
  races: z.array(z.enum(raceCodes)).max(5).optional(),
  hispanic: z.boolean().nullish(),
  homeLanguage: language.nullish(),
  correspondenceLanguage: language.nullish(),
  cityOfBirth: optionalText(100),
  countryOfBirth: optionalText(100),
  firstEnrolledUsOn: pastDay.nullish(),
  photoMediaId: id.nullish(),
};

const required = {
  givenName: text(100),
  familyName: text(100),
  localId: text(50),
  dateOfBirth: pastDay,
  gradeLevel: z.enum(gradeLevels),
  nativeLanguage: language,
};

export const CreateStudent = z
  .object({ ...required, ...optional })
  .refine((input) => input.schoolId !== undefined || input.schoolName !== undefined, {
    path: ['schoolId'],
    message: 'Say which school, by schoolId or schoolName.',
  });
export type CreateStudent = z.infer<typeof CreateStudent>;

export const UpdateStudent = byId.extend({ ...z.object(required).partial().shape, ...optional });
export type UpdateStudent = z.infer<typeof UpdateStudent>;

export const sorts = ['familyName', '-familyName', '-updatedAt', 'updatedAt'] as const;

const filters = {
  school: id.optional(),
  grade: z.enum(gradeLevels).optional(),
  status: z.enum(['active', 'archived', 'all']).default('active'),
  language: z.string().trim().toLowerCase().max(3).optional(),
  teacherId: id.optional(),
  elStatus: z.enum(elStatuses).optional(),
};

export const ListStudents = listInput.extend({
  ...filters,
  /** Beginnings of words of the name, or of an identifier. */
  name: z.string().trim().max(200).optional(),
  sort: z.enum(sorts).default('familyName'),
});
export type ListStudents = z.infer<typeof ListStudents>;

export const SearchStudents = listInput.extend({ name: text(200), status: filters.status });

export const StudentPage = listOutput(Student);
export type StudentPage = z.infer<typeof StudentPage>;

export const BulkStudents = z.object({
  ids: z.array(id).min(1).max(200),
  action: z.enum(['archive', 'restore']),
});
export const EraseStudent = byId.extend({ reason: text(500) });
export const Count = z.object({ count: z.number().int() });

export const Birthplace = z.object({
  cityOfBirth: z.string().nullable(),
  countryOfBirth: z.string().nullable(),
});

const episodeFields = {
  status: z.enum(episodeStatuses),
  fromOn: isoDay.refine((day) => day >= '1950-01-01' && day <= '2100-01-01', 'A day of this lifetime.'),
  toOn: isoDay.nullish(),
  decision: optionalText(2_000),
};
export const AddEpisode = byId.extend(episodeFields);
export type AddEpisode = z.infer<typeof AddEpisode>;
export const OneEpisode = byId.extend({ episodeId: id });
export const UpdateEpisode = OneEpisode.extend(z.object(episodeFields).partial().shape);
export type UpdateEpisode = z.infer<typeof UpdateEpisode>;
export const EpisodeList = z.object({ items: z.array(Episode) });

export const Access = z.object({
  id,
  at: isoTime,
  kind: z.enum(accessKinds),
  by: z.object({ id, name: z.string() }),
  studentId: id.nullable(),
  /** Null for lists, and for who was erased. */
  studentName: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export const ListAccesses = listInput.extend({ studentId: id.optional() });
export const AccessPage = listOutput(Access);

export const FindLanguages = z.object({
  q: z.string().max(100).default(''),
  limit: z.number().int().min(1).max(100).default(25),
});
export const LanguageList = z.object({ items: z.array(z.object({ code: z.string(), name: z.string() })) });
