import type { gradeLevels, raceCodes, sexes } from '@portfolio/db/students-values';
import type { Student } from '../schema.ts';

/** What the fields of the form hold: texts, where an empty one is "not known". */
export type StudentValues = {
  givenName: string;
  middleName: string;
  familyName: string;
  suffix: string;
  localId: string;
  districtId: string;
  stateId: string;
  /** The school's name. */
  schoolName: string;
  gradeLevel: (typeof gradeLevels)[number] | '';
  dateOfBirth: string;
  firstEnrolledUsOn: string;
  teacherIds: string[];
  nativeLanguage: string;
  homeLanguage: string;
  correspondenceLanguage: string;
  sex: (typeof sexes)[number] | '';
  gender: string;
  hispanic: 'yes' | 'no' | '';
  races: (typeof raceCodes)[number][];
  cityOfBirth: string;
  countryOfBirth: string;
  photoMediaId: string;
};
export type FieldName = keyof StudentValues;

export const emptyValues: StudentValues = {
  givenName: '',
  middleName: '',
  familyName: '',
  suffix: '',
  localId: '',
  districtId: '',
  stateId: '',
  schoolName: '',
  gradeLevel: '',
  dateOfBirth: '',
  firstEnrolledUsOn: '',
  teacherIds: [],
  nativeLanguage: '',
  homeLanguage: '',
  correspondenceLanguage: '',
  sex: '',
  gender: '',
  hispanic: '',
  races: [],
  cityOfBirth: '',
  countryOfBirth: '',
  photoMediaId: '',
};

/** A student as the form shows it; the birthplace stays empty until it is revealed. */
export const valuesOf = (student: Student): StudentValues => ({
  givenName: student.givenName,
  middleName: student.middleName ?? '',
  familyName: student.familyName,
  suffix: student.suffix ?? '',
  localId: student.localId,
  districtId: student.districtId ?? '',
  stateId: student.stateId ?? '',
  schoolName: student.schoolName,
  gradeLevel: student.gradeLevel,
  dateOfBirth: student.dateOfBirth,
  firstEnrolledUsOn: student.firstEnrolledUsOn ?? '',
  teacherIds: student.teachers.map(({ id }) => id),
  nativeLanguage: student.nativeLanguage,
  homeLanguage: student.homeLanguage ?? '',
  correspondenceLanguage: student.correspondenceLanguage ?? '',
  sex: student.sex ?? '',
  gender: student.gender ?? '',
  hispanic: student.hispanic === null ? '' : student.hispanic ? 'yes' : 'no',
  races: student.races,
  cityOfBirth: student.cityOfBirth ?? '',
  countryOfBirth: student.countryOfBirth ?? '',
  photoMediaId: student.photoMediaId ?? '',
});

const names = Object.keys(emptyValues).filter((name): name is FieldName => name in emptyValues);

/** The fields in which two states of the form differ. */
export const changedBetween = (one: StudentValues, other: StudentValues): FieldName[] =>
  names.filter((name) => {
    const [a, b] = [one[name], other[name]];
    return Array.isArray(a) && Array.isArray(b)
      ? [...a].sort().join() !== [...b].sort().join()
      : String(a).trim() !== String(b).trim();
  });

/** What goes to the server for a new student; an empty field is left out. */
export const createInput = (values: StudentValues) => ({
  ...updateInput(values, names),
  givenName: values.givenName,
  familyName: values.familyName,
  localId: values.localId,
  schoolName: values.schoolName,
  dateOfBirth: values.dateOfBirth,
  gradeLevel: values.gradeLevel || 'K',
  nativeLanguage: values.nativeLanguage,
});

const orNull = (text: string): string | null => text.trim() || null;

/** What goes to the server for a change: the fields named, an empty one as null. */
export const updateInput = (values: StudentValues, fields: readonly FieldName[]) => {
  const all = {
    givenName: values.givenName,
    middleName: orNull(values.middleName),
    familyName: values.familyName,
    suffix: orNull(values.suffix),
    localId: values.localId,
    districtId: orNull(values.districtId),
    stateId: orNull(values.stateId),
    schoolName: values.schoolName,
    gradeLevel: values.gradeLevel || undefined,
    dateOfBirth: values.dateOfBirth,
    firstEnrolledUsOn: orNull(values.firstEnrolledUsOn),
    teacherIds: values.teacherIds,
    nativeLanguage: values.nativeLanguage,
    homeLanguage: orNull(values.homeLanguage),
    correspondenceLanguage: orNull(values.correspondenceLanguage),
    sex: values.sex || null,
    gender: orNull(values.gender),
    hispanic: values.hispanic === '' ? null : values.hispanic === 'yes',
    races: values.races,
    cityOfBirth: orNull(values.cityOfBirth),
    countryOfBirth: orNull(values.countryOfBirth),
    photoMediaId: orNull(values.photoMediaId),
  };
  const given: Partial<typeof all> = {};
  for (const name of fields) Object.assign(given, { [name]: all[name] });
  return given;
};
