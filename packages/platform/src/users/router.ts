import { listOutput } from '../kernel/cursor.ts';
import { authed, router } from '../kernel/trpc.ts';
import {
  preferences,
  publicUser,
  searchUsers,
  updatePreferences,
  updateUser,
  user,
  userRef,
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
      .input(userRef)
      .output(user)
      .query(({ ctx, input }) => users.get(ctx.actor, input.id)),
    update: authed
      .meta({
        rest: { method: 'PUT', path: '/users/{id}' },
        scope: 'users:write',
        summary: 'Change the own profile',
      })
      .input(updateUser)
      .output(user)
      .mutation(({ ctx, input }) => users.update(ctx.actor, input)),
    search: authed
      .meta({
        rest: { method: 'GET', path: '/users/search' },
        scope: 'users:read',
        summary: 'People by name',
      })
      .input(searchUsers)
      .output(listOutput(publicUser))
      .query(({ ctx, input }) => users.search(ctx.actor, input)),
    preferences: authed
      .meta({
        rest: { method: 'GET', path: '/users/{id}/preferences' },
        scope: 'users:read',
        summary: 'Preferences',
      })
      .input(userRef)
      .output(preferences)
      .query(({ ctx, input }) => users.getPreferences(ctx.actor, input.id)),
    updatePreferences: authed
      .meta({
        rest: { method: 'PUT', path: '/users/{id}/preferences' },
        scope: 'users:write',
        summary: 'Change preferences',
      })
      .input(updatePreferences)
      .output(preferences)
      .mutation(({ ctx, input }) => users.updatePreferences(ctx.actor, input)),
  });
