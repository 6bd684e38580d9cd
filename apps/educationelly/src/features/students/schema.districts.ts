import { roles } from '@portfolio/db/students-values';
import { byId, id, isoTime, optionalText, text } from '@portfolio/platform/kernel/input';
import { z } from 'zod';

export const District = z.object({
  id,
  name: z.string(),
  slug: z.string(),
  role: z.enum(roles),
  /** The caller's schools; empty for district administrators, who see all. */
  schoolIds: z.array(id),
  /** The one that a call without `X-District-Id` is about. */
  current: z.boolean(),
  mayWrite: z.boolean(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type District = z.infer<typeof District>;
export const DistrictList = z.object({ items: z.array(District) });
export const RenameDistrict = z.object({ name: text(120) });

export const School = z.object({
  id,
  name: z.string(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  /** Students who are not archived. */
  studentCount: z.number().int(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type School = z.infer<typeof School>;
export const SchoolList = z.object({ items: z.array(School) });
export const CreateSchool = z.object({
  name: text(200),
  phone: optionalText(50),
  address: optionalText(300),
});
export type CreateSchool = z.infer<typeof CreateSchool>;
export const UpdateSchool = byId.extend(CreateSchool.partial().shape);
export type UpdateSchool = z.infer<typeof UpdateSchool>;

const place = { role: z.enum(roles), schoolIds: z.array(id).max(100).default([]) };

export const Member = z.object({
  userId: id,
  name: z.string(),
  username: z.string(),
  role: z.enum(roles),
  schoolIds: z.array(id),
  createdAt: isoTime,
});
export type Member = z.infer<typeof Member>;
export const MemberList = z.object({ items: z.array(Member) });
export const OneMember = z.object({ userId: id });
export const UpdateMember = z.object({ userId: id, ...place });
export type UpdateMember = z.infer<typeof UpdateMember>;

export const Invitation = z.object({
  id,
  email: z.string(),
  role: z.enum(roles),
  schoolIds: z.array(id),
  expiresAt: isoTime,
  createdAt: isoTime,
});
export type Invitation = z.infer<typeof Invitation>;
export const InvitationList = z.object({ items: z.array(Invitation) });
export const Invite = z.object({
  email: z
    .string()
    .transform((value) => value.normalize('NFKC').trim().toLowerCase())
    .pipe(z.email('An e-mail address.').max(254)),
  ...place,
});
export type Invite = z.infer<typeof Invite>;
export const InvitationToken = z.object({ token: text(200) });
/** What somebody who holds the link may know before accepting. */
export const Offer = z.object({
  district: z.string(),
  role: z.enum(roles),
  /** Masked where it is not the caller's own. */
  email: z.string(),
  /** Whether it was sent to the caller's own address. */
  mine: z.boolean(),
});
