import { roomLanguages, roomRoles, visibilities } from '@portfolio/db/schema/rooms';
import { listInput, listOutput } from '@portfolio/platform/kernel/cursor';
import { byId, id, isoTime, optionalText, text } from '@portfolio/platform/kernel/input';
import { Email } from '@portfolio/platform/users/schema';
import { z } from 'zod';

export const RoomRole = z.enum(roomRoles);
export type RoomRole = z.infer<typeof RoomRole>;

const Who = z.object({ id, username: z.string(), name: z.string(), avatarUrl: z.string().nullable() });

export const Room = z.object({
  id,
  version: z.number().int(),
  title: z.string(),
  description: z.string().nullable(),
  language: z.enum(roomLanguages),
  visibility: z.enum(visibilities),
  /** The caller's; null for one who sees the room and is not in it. */
  role: RoomRole.nullable(),
  favourite: z.boolean(),
  owner: Who,
  participantCount: z.number().int(),
  onlineCount: z.number().int(),
  archivedAt: isoTime.nullable(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Room = z.infer<typeof Room>;

/** What the owner sets. A new field begins here. */
const fields = {
  description: optionalText(2_000),
  language: z.enum(roomLanguages).optional(),
  visibility: z.enum(visibilities).optional(),
};

export const CreateRoom = z.object({ title: text(120), ...fields });
export type CreateRoom = z.infer<typeof CreateRoom>;

export const UpdateRoom = byId.extend({
  title: text(120).optional(),
  ...fields,
  archived: z.boolean().optional(),
});
export type UpdateRoom = z.infer<typeof UpdateRoom>;

export const ListRooms = listInput.extend({
  /** `mine` are the rooms that the caller is in; `open` are those that everyone here may enter. */
  view: z.enum(['mine', 'open']).default('mine'),
  q: z.string().trim().max(200).optional(),
  archived: z.boolean().default(false),
  /** The caller's own that are in the trash, instead. */
  deleted: z.boolean().default(false),
  favourite: z.boolean().optional(),
});
export type ListRooms = z.infer<typeof ListRooms>;

export const RoomPage = listOutput(Room);
export type RoomPage = z.infer<typeof RoomPage>;

export const JoinRoom = byId.extend({ inviteToken: z.string().min(1).max(200).optional() });
export type JoinRoom = z.infer<typeof JoinRoom>;

export const Participant = z.object({
  userId: id,
  username: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  role: RoomRole,
  joinedAt: isoTime,
  online: z.boolean(),
});
export type Participant = z.infer<typeof Participant>;
export const ParticipantPage = listOutput(Participant);
export type ParticipantPage = z.infer<typeof ParticipantPage>;

export const OfRoom = listInput.extend({ id });
export type OfRoom = z.infer<typeof OfRoom>;

export const SetRole = byId.extend({ userId: id, role: RoomRole });
export type SetRole = z.infer<typeof SetRole>;
export const RemoveParticipant = byId.extend({ userId: id, ban: z.boolean().default(false) });
export type RemoveParticipant = z.infer<typeof RemoveParticipant>;

const InvitedRole = z.enum(['editor', 'viewer']);

export const CreateInvite = byId
  .extend({
    userId: id.optional(),
    email: Email.optional(),
    role: InvitedRole.default('viewer'),
    expiresAt: isoTime.nullish(),
    uses: z.number().int().min(1).max(10_000).nullish(),
  })
  .refine((input) => !(input.userId && input.email), {
    path: ['email'],
    error: 'A person or an address, not both.',
  })
  .refine((input) => !input.expiresAt || Date.parse(input.expiresAt) > Date.now(), {
    path: ['expiresAt'],
    error: 'This time has passed.',
  });
export type CreateInvite = z.infer<typeof CreateInvite>;

export const Invite = z.object({
  id,
  kind: z.enum(['person', 'email', 'link']),
  userId: id.nullable(),
  username: z.string().nullable(),
  email: z.string().nullable(),
  role: RoomRole,
  expiresAt: isoTime.nullable(),
  usesLeft: z.number().int().nullable(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Invite = z.infer<typeof Invite>;
/** Of a link, the address and token are shown this once; those of a mail go to its reader alone. */
export const MadeInvite = Invite.extend({ url: z.string().optional(), token: z.string().optional() });
export type MadeInvite = z.infer<typeof MadeInvite>;
export const InvitePage = listOutput(Invite);
export type InvitePage = z.infer<typeof InvitePage>;

export const ByInvite = byId.extend({ inviteId: id });

export const activityKinds = [
  ...(['created', 'renamed', 'visibility', 'archived', 'unarchived', 'restored', 'joined', 'left'] as const),
  ...(['removed', 'banned', 'role', 'owner', 'invited', 'revoked'] as const),
] as const;
export type ActivityKind = (typeof activityKinds)[number];

export const Activity = z.object({
  id,
  kind: z.enum(activityKinds),
  actor: Who.nullable(),
  subject: Who.nullable(),
  data: z.record(z.string(), z.string()),
  createdAt: isoTime,
});
export type Activity = z.infer<typeof Activity>;
export const ActivityPage = listOutput(Activity);
export type ActivityPage = z.infer<typeof ActivityPage>;

export const Favourite = byId.extend({ favourite: z.boolean() });
