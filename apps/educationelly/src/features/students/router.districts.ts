import { byId } from '@portfolio/platform/kernel/input';
import { authed, router } from '@portfolio/platform/kernel/trpc';
import { z } from 'zod';
import { asking } from './router.ts';
import {
  CreateSchool,
  District,
  DistrictList,
  Invitation,
  InvitationList,
  InvitationToken,
  Invite,
  Member,
  MemberList,
  Offer,
  OneMember,
  RenameDistrict,
  School,
  SchoolList,
  UpdateMember,
  UpdateSchool,
} from './schema.districts.ts';
import type { DistrictsService } from './service.districts.ts';
import type { InvitationsService } from './service.invitations.ts';
import type { MembersService } from './service.members.ts';

const read = 'students:read';
const write = 'students:write';

export const districtsRouter = ({ districts }: { districts: DistrictsService }) =>
  router({
    list: authed
      .meta({
        rest: { method: 'GET', path: '/districts' },
        scope: read,
        summary: 'The districts you belong to',
      })
      .output(DistrictList)
      .query(({ ctx }) => districts.list(asking(ctx))),
    rename: authed
      .meta({
        rest: { method: 'PUT', path: '/districts/current' },
        scope: write,
        summary: 'Rename the district',
      })
      .input(RenameDistrict)
      .output(District)
      .mutation(({ ctx, input }) => districts.rename(asking(ctx), input.name)),
  });

export const schoolsRouter = ({ districts }: { districts: DistrictsService }) =>
  router({
    list: authed
      .meta({ rest: { method: 'GET', path: '/schools' }, scope: read, summary: 'The schools that you see' })
      .output(SchoolList)
      .query(({ ctx }) => districts.listSchools(asking(ctx))),
    create: authed
      .meta({ rest: { method: 'POST', path: '/schools' }, scope: write, summary: 'Add a school' })
      .input(CreateSchool)
      .output(School)
      .mutation(({ ctx, input }) => districts.createSchool(asking(ctx), input)),
    update: authed
      .meta({ rest: { method: 'PUT', path: '/schools/{id}' }, scope: write, summary: 'Change a school' })
      .input(UpdateSchool)
      .output(School)
      .mutation(({ ctx, input }) => districts.updateSchool(asking(ctx), input)),
    delete: authed
      .meta({
        rest: { method: 'DELETE', path: '/schools/{id}' },
        scope: write,
        summary: 'Delete a school without students',
      })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => districts.deleteSchool(asking(ctx), input.id)),
  });

export const membersRouter = ({ members }: { members: MembersService }) =>
  router({
    list: authed
      .meta({ rest: { method: 'GET', path: '/members' }, scope: read, summary: 'Who works in the district' })
      .output(MemberList)
      .query(({ ctx }) => members.list(asking(ctx))),
    update: authed
      .meta({
        rest: { method: 'PUT', path: '/members/{userId}' },
        scope: write,
        summary: 'Give a member a role and schools',
      })
      .input(UpdateMember)
      .output(Member)
      .mutation(({ ctx, input }) => members.update(asking(ctx), input)),
    remove: authed
      .meta({
        rest: { method: 'DELETE', path: '/members/{userId}' },
        scope: write,
        summary: 'Remove a member, or leave',
      })
      .input(OneMember)
      .output(z.void())
      .mutation(({ ctx, input }) => members.remove(asking(ctx), input.userId)),
  });

export const invitationsRouter = ({ invitations }: { invitations: InvitationsService }) =>
  router({
    list: authed
      .meta({
        rest: { method: 'GET', path: '/invitations' },
        scope: read,
        summary: 'Invitations not yet accepted',
      })
      .output(InvitationList)
      .query(({ ctx }) => invitations.list(asking(ctx))),
    create: authed
      .meta({
        rest: { method: 'POST', path: '/invitations' },
        scope: write,
        summary: 'Invite somebody by mail',
      })
      .input(Invite)
      .output(Invitation)
      .mutation(({ ctx, input }) => invitations.invite(asking(ctx), input)),
    withdraw: authed
      .meta({
        rest: { method: 'DELETE', path: '/invitations/{id}' },
        scope: write,
        summary: 'Withdraw an invitation',
      })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => invitations.withdraw(asking(ctx), input.id)),
    look: authed
      .meta({
        rest: { method: 'POST', path: '/invitations/look', status: 200 },
        scope: read,
        summary: 'What an invitation offers',
      })
      .input(InvitationToken)
      .output(Offer)
      .mutation(({ ctx, input }) => invitations.look(ctx.actor, input.token)),
    accept: authed
      .meta({
        rest: { method: 'POST', path: '/invitations/accept', status: 200 },
        scope: write,
        summary: 'Join by an invitation',
      })
      .input(InvitationToken)
      .output(z.object({ slug: z.string() }))
      .mutation(({ ctx, input }) => invitations.accept(ctx.actor, input.token)),
  });
