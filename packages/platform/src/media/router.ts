import { z } from 'zod';
import { byId } from '../kernel/input.ts';
import { authed, router } from '../kernel/trpc.ts';
import { Media, MediaUrl, SetAccess, SignedUrl } from './schema.ts';
import type { MediaService } from './service.ts';

export const mediaRouter = (service: MediaService) =>
  router({
    get: authed
      .meta({
        rest: { method: 'GET', path: '/media/{id}' },
        scope: 'media:read',
        summary: 'A file of one’s own',
      })
      .input(byId)
      .output(Media)
      .query(({ ctx, input }) => service.get(ctx.actor, input.id)),
    url: authed
      .meta({
        rest: { method: 'GET', path: '/media/{id}/url' },
        scope: 'media:read',
        summary: 'A signed address',
      })
      .input(MediaUrl)
      .output(SignedUrl)
      .query(({ ctx, input }) => service.url(ctx.actor, input)),
    setAccess: authed
      .meta({
        rest: { method: 'PUT', path: '/media/{id}/access' },
        scope: 'media:write',
        summary: 'Who may open it',
      })
      .input(SetAccess)
      .output(Media)
      .mutation(({ ctx, input }) => service.setAccess(ctx.actor, input)),
    delete: authed
      .meta({
        rest: { method: 'DELETE', path: '/media/{id}' },
        scope: 'media:write',
        summary: 'Delete a file',
      })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => service.delete(ctx.actor, input.id)),
  });
