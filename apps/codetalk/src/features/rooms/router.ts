import { byId, id } from '@portfolio/platform/kernel/input';
import { authed, router } from '@portfolio/platform/kernel/trpc';
import { z } from 'zod';
import {
  ActivityPage,
  ByInvite,
  CreateInvite,
  CreateRoom,
  Favourite,
  InvitePage,
  JoinRoom,
  ListRooms,
  MadeInvite,
  OfRoom,
  Participant,
  ParticipantPage,
  RemoveParticipant,
  Room,
  RoomPage,
  RoomRole,
  SetRole,
  UpdateRoom,
} from './schema.ts';
import type { InvitesService } from './service.invites.ts';
import type { RoomLists } from './service.list.ts';
import type { PeopleService } from './service.people.ts';
import type { RoomsService } from './service.ts';

type Services = { rooms: RoomsService; lists: RoomLists; people: PeopleService; invites: InvitesService };

const read = 'rooms:read';
const write = 'rooms:write';

export const roomsRouter = ({ rooms, lists, people, invites }: Services) =>
  router({
    list: authed
      .meta({
        rest: { method: 'GET', path: '/rooms' },
        scope: read,
        summary: 'The caller’s rooms, or open ones',
      })
      .input(ListRooms)
      .output(RoomPage)
      .query(({ ctx, input }) => lists.list(ctx.actor, input)),
    create: authed
      .meta({ rest: { method: 'POST', path: '/rooms' }, scope: write, summary: 'Make a room' })
      .input(CreateRoom)
      .output(Room)
      .mutation(({ ctx, input }) => rooms.create(ctx.actor, input)),
    get: authed
      .meta({ rest: { method: 'GET', path: '/rooms/{id}' }, scope: read, summary: 'One room' })
      .input(byId)
      .output(Room)
      .query(({ ctx, input }) => rooms.get(ctx.actor, input.id)),
    update: authed
      .meta({ rest: { method: 'PUT', path: '/rooms/{id}' }, scope: write, summary: 'Change a room' })
      .input(UpdateRoom)
      .output(Room)
      .mutation(({ ctx, input }) => rooms.update(ctx.actor, input, ctx.request.ifMatch)),
    delete: authed
      .meta({ rest: { method: 'DELETE', path: '/rooms/{id}' }, scope: write, summary: 'Into the trash' })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => rooms.delete(ctx.actor, input.id)),
    restore: authed
      .meta({
        rest: { method: 'POST', path: '/rooms/{id}/restore', status: 200 },
        scope: write,
        summary: 'Out of trash or archive',
      })
      .input(byId)
      .output(Room)
      .mutation(({ ctx, input }) => rooms.restore(ctx.actor, input.id)),
    favourite: authed
      .meta({
        rest: { method: 'PUT', path: '/rooms/{id}/favourite' },
        scope: write,
        summary: 'Mark for oneself',
      })
      .input(Favourite)
      .output(Room)
      .mutation(({ ctx, input }) => rooms.favourite(ctx.actor, input.id, input.favourite)),
    join: authed
      .meta({
        rest: { method: 'POST', path: '/rooms/{id}/join', status: 200 },
        scope: write,
        summary: 'Join',
      })
      .input(JoinRoom)
      .output(z.object({ role: RoomRole }))
      .mutation(({ ctx, input }) => people.join(ctx.actor, input)),
    leave: authed
      .meta({
        rest: { method: 'POST', path: '/rooms/{id}/leave', status: 204 },
        scope: write,
        summary: 'Leave',
      })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => people.leave(ctx.actor, input.id)),
    here: authed
      .meta({
        rest: { method: 'POST', path: '/rooms/{id}/here', status: 204 },
        scope: write,
        summary: 'Say that a page of the room is open',
      })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => people.here(ctx.actor, input.id)),
    participants: authed
      .meta({
        rest: { method: 'GET', path: '/rooms/{id}/participants' },
        scope: read,
        summary: 'Who is in the room',
      })
      .input(OfRoom)
      .output(ParticipantPage)
      .query(({ ctx, input }) => people.list(ctx.actor, input)),
    setRole: authed
      .meta({
        rest: { method: 'PUT', path: '/rooms/{id}/participants/{userId}' },
        scope: write,
        summary: 'Set a role, or hand the room over',
      })
      .input(SetRole)
      .output(Participant)
      .mutation(({ ctx, input }) => people.setRole(ctx.actor, input)),
    remove: authed
      .meta({
        rest: { method: 'DELETE', path: '/rooms/{id}/participants/{userId}' },
        scope: write,
        summary: 'Take somebody out',
      })
      .input(RemoveParticipant)
      .output(z.void())
      .mutation(({ ctx, input }) => people.remove(ctx.actor, input)),
    activity: authed
      .meta({
        rest: { method: 'GET', path: '/rooms/{id}/activity' },
        scope: read,
        summary: 'What happened in the room',
      })
      .input(OfRoom)
      .output(ActivityPage)
      .query(({ ctx, input }) => people.activity(ctx.actor, input)),
    invites: authed
      .meta({
        rest: { method: 'GET', path: '/rooms/{id}/invites' },
        scope: read,
        summary: 'Open invitations',
      })
      .input(OfRoom)
      .output(InvitePage)
      .query(({ ctx, input }) => invites.list(ctx.actor, input)),
    invite: authed
      .meta({ rest: { method: 'POST', path: '/rooms/{id}/invites' }, scope: write, summary: 'Invite' })
      .input(CreateInvite)
      .output(MadeInvite)
      .mutation(({ ctx, input }) => invites.create(ctx.actor, input)),
    revokeInvite: authed
      .meta({
        rest: { method: 'DELETE', path: '/rooms/{id}/invites/{inviteId}' },
        scope: write,
        summary: 'Withdraw an invitation',
      })
      .input(ByInvite)
      .output(z.void())
      .mutation(({ ctx, input }) => invites.revoke(ctx.actor, input.id, input.inviteId)),
    invitation: authed
      .meta({ scope: read })
      .input(z.object({ id, token: z.string().max(200).optional() }))
      .output(z.object({ title: z.string(), role: RoomRole, inviter: z.string() }))
      .query(({ ctx, input }) => invites.preview(ctx.actor, input.id, input.token)),
  });
