import { listOutput } from '../kernel/cursor.ts';
import { authed, router } from '../kernel/trpc.ts';
import {
  Preferences,
  PublicUser,
  SearchUsers,
  UpdatePreferences,
  UpdateUser,
  User,
  UserRef,
} from './schema.ts';
import type { UsersService } from './service.ts';

export const usersRouter = (users: UsersService) =>
  router({
    get: authed
      .meta({
        rest: { method: 'GET', path: '/users/{id}' },
        scope: 'profile|users:read',
        summary: 'A profile',
      })
      .input(UserRef)
      .output(User)
      .query(({ ctx, input }) => users.get(ctx.actor, input.id)),
    update: authed
      .meta({
        rest: { method: 'PUT', path: '/users/{id}' },
        scope: 'users:write',
        summary: 'Change the own profile',
      })
      .input(UpdateUser)
      .output(User)
      .mutation(({ ctx, input }) => users.update(ctx.actor, input)),
    search: authed
      .meta({
        rest: { method: 'GET', path: '/users/search' },
        scope: 'users:read',
        summary: 'People by name',
      })
      .input(SearchUsers)
      .output(listOutput(PublicUser))
      .query(({ ctx, input }) => users.search(ctx.actor, input)),
    preferences: authed
      .meta({
        rest: { method: 'GET', path: '/users/{id}/preferences' },
        scope: 'users:read',
        summary: 'Preferences',
      })
      .input(UserRef)
      .output(Preferences)
      .query(({ ctx, input }) => users.getPreferences(ctx.actor, input.id)),
    updatePreferences: authed
      .meta({
        rest: { method: 'PUT', path: '/users/{id}/preferences' },
        scope: 'users:write',
        summary: 'Change preferences',
      })
      .input(UpdatePreferences)
      .output(Preferences)
      .mutation(({ ctx, input }) => users.updatePreferences(ctx.actor, input)),
  });
