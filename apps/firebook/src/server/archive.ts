import type { Db } from '@portfolio/db/client';
import { DomainError } from '@portfolio/platform/kernel/errors';
import { id as idSchema } from '@portfolio/platform/kernel/input';
import type { ExtraRoute } from '@portfolio/platform/kernel/route';
import type { PipelineService } from '@/features/bookmarks/service.pipeline.ts';
import { ownBookmark } from '@/features/bookmarks/service.rows.ts';

const policy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** GET /api/archive/{id}: the page as it was fetched. It never runs: sandboxed, no scripts, nothing loaded. */
export const archiveRoute = ({ db, pipeline }: { db: Db; pipeline: PipelineService }): ExtraRoute => ({
  method: 'GET',
  path: '/api/archive/',
  handle: (req, gate) =>
    gate(req, { bodyMax: 0, token: 'checked' }, async ({ actor }) => {
      if (!actor?.scopes.has('bookmarks:read')) throw new DomainError('unauthenticated', 'Sign in first.');
      const parsed = idSchema.safeParse(new URL(req.url).pathname.split('/').at(-1));
      if (!parsed.success) throw new DomainError('not_found', 'There is no such bookmark.');
      const row = await ownBookmark(db, actor.userId, parsed.data);
      const copy = await pipeline.archived(row);
      if (!copy) throw new DomainError('not_found', 'This page is not archived.');
      const { head, body } = copy;
      const html = head.kind === 'html';
      return new Response(new Uint8Array(body), {
        headers: {
          'content-type': html ? head.contentType || 'text/html' : 'application/octet-stream',
          'content-disposition': html ? 'inline' : 'attachment',
          'content-security-policy': policy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'private, no-store',
        },
      });
    }),
});
