import { byId } from '@portfolio/platform/kernel/input';
import { authed, router } from '@portfolio/platform/kernel/trpc';
import { z } from 'zod';
import {
  Bookmark,
  BookmarkPage,
  BulkDone,
  Bulk as bulkInput,
  CaptureScreenshot,
  CreateBookmark,
  Created,
  ExtractMetadata,
  GenerateTags,
  ListBookmarks,
  Metadata,
  Neighbours,
  RenameTag,
  RetryJob,
  ScreenshotState,
  SomeBookmarks,
  Tag,
  TagName,
  TagPage,
  TagSuggestion,
  UpdateBookmark,
} from './schema.ts';
import type { BulkService } from './service.bulk.ts';
import type { BookmarkLists } from './service.list.ts';
import type { TagsService } from './service.tags.ts';
import type { ToolsService } from './service.tools.ts';
import type { TrashService } from './service.trash.ts';
import type { BookmarksService } from './service.ts';

type Services = {
  bookmarks: BookmarksService;
  lists: BookmarkLists;
  trash: TrashService;
  bulk: BulkService;
  tags: TagsService;
  tools: ToolsService;
};

const read = 'bookmarks:read';
const write = 'bookmarks:write';

const savedStatus = (output: unknown): number =>
  typeof output === 'object' && output !== null && 'duplicate' in output && output.duplicate === true
    ? 200
    : 201;

export const bookmarksRouter = ({ bookmarks, lists, trash, bulk }: Services) =>
  router({
    list: authed
      .meta({ rest: { method: 'GET', path: '/bookmarks' }, scope: read, summary: 'The library' })
      .input(ListBookmarks)
      .output(BookmarkPage)
      .query(({ ctx, input }) => lists.list(ctx.actor, input)),
    some: authed
      .meta({ scope: read, summary: 'These bookmarks' })
      .input(SomeBookmarks)
      .output(z.array(Bookmark))
      .query(({ ctx, input }) => lists.some(ctx.actor, input.ids)),
    neighbours: authed
      .meta({
        rest: { method: 'GET', path: '/bookmarks/{id}/neighbours' },
        scope: read,
        summary: 'The next newer and older one',
      })
      .input(byId)
      .output(Neighbours)
      .query(({ ctx, input }) => lists.neighbours(ctx.actor, input.id)),
    create: authed
      .meta({
        rest: { method: 'POST', path: '/bookmarks', status: savedStatus },
        scope: write,
        summary: 'Save an address',
      })
      .input(CreateBookmark)
      .output(Created)
      .mutation(({ ctx, input }) => bookmarks.create(ctx.actor, input)),
    get: authed
      .meta({ rest: { method: 'GET', path: '/bookmarks/{id}' }, scope: read, summary: 'One bookmark' })
      .input(byId)
      .output(Bookmark)
      .query(({ ctx, input }) => bookmarks.get(ctx.actor, input.id)),
    update: authed
      .meta({ rest: { method: 'PUT', path: '/bookmarks/{id}' }, scope: write, summary: 'Change a bookmark' })
      .input(UpdateBookmark)
      .output(Bookmark)
      .mutation(({ ctx, input }) => bookmarks.update(ctx.actor, input, ctx.request.ifMatch)),
    delete: authed
      .meta({ rest: { method: 'DELETE', path: '/bookmarks/{id}' }, scope: write, summary: 'Into the trash' })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => trash.delete(ctx.actor, input.id)),
    restore: authed
      .meta({
        rest: { method: 'POST', path: '/bookmarks/{id}/restore', status: 200 },
        scope: write,
        summary: 'Out of trash or archive',
      })
      .input(byId)
      .output(Bookmark)
      .mutation(({ ctx, input }) => trash.restore(ctx.actor, input.id)),
    retry: authed
      .meta({
        rest: { method: 'POST', path: '/bookmarks/{id}/jobs/{job}/retry', status: 202 },
        scope: write,
        summary: 'Run a job again',
      })
      .input(RetryJob)
      .output(Bookmark)
      .mutation(({ ctx, input }) => bookmarks.retry(ctx.actor, input.id, input.job)),
    bulk: authed
      .meta({
        rest: { method: 'POST', path: '/bookmarks/bulk', status: 200 },
        scope: write,
        summary: 'One act on many',
      })
      .input(bulkInput)
      .output(BulkDone)
      .mutation(({ ctx, input }) => bulk.run(ctx.actor, input)),
  });

export const tagsRouter = ({ tags, tools }: Services) =>
  router({
    list: authed
      .meta({ rest: { method: 'GET', path: '/tags' }, scope: 'tags:read', summary: 'Tags with their counts' })
      .output(TagPage)
      .query(({ ctx }) => tags.list(ctx.actor)),
    rename: authed
      .meta({
        rest: { method: 'PUT', path: '/tags/{tag}' },
        scope: 'tags:write',
        summary: 'Rename or merge a tag',
      })
      .input(RenameTag)
      .output(Tag)
      .mutation(({ ctx, input }) => tags.rename(ctx.actor, input.tag, input.name)),
    delete: authed
      .meta({
        rest: { method: 'DELETE', path: '/tags/{tag}' },
        scope: 'tags:write',
        summary: 'Take a tag off everything',
      })
      .input(z.object({ tag: TagName }))
      .output(z.void())
      .mutation(({ ctx, input }) => tags.delete(ctx.actor, input.tag)),
    generate: authed
      .meta({
        rest: { method: 'POST', path: '/tags/generate', status: 200 },
        scope: 'tags:read',
        summary: 'Suggest tags',
      })
      .input(GenerateTags)
      .output(z.object({ items: z.array(TagSuggestion) }))
      .mutation(({ ctx, input }) => tools.generateTags(ctx.actor, input)),
  });

export const toolsRouter = ({ tools }: Services) =>
  router({
    extract: authed
      .meta({
        rest: { method: 'POST', path: '/metadata/extract', status: 200, bodyMax: 5_000_000 },
        scope: read,
        summary: 'What a page says of itself',
      })
      .input(ExtractMetadata)
      .output(Metadata)
      .mutation(({ input }) => tools.extract(input)),
    capture: authed
      .meta({
        rest: { method: 'POST', path: '/screenshots/capture', status: 202 },
        scope: write,
        summary: 'Ask for a screenshot',
      })
      .input(CaptureScreenshot)
      .output(ScreenshotState)
      .mutation(({ ctx, input }) => tools.capture(ctx.actor, input.url)),
    screenshot: authed
      .meta({
        rest: { method: 'GET', path: '/screenshots/{id}' },
        scope: read,
        summary: 'A screenshot and its state',
      })
      .input(byId)
      .output(ScreenshotState)
      .query(({ ctx, input }) => tools.screenshot(ctx.actor, input.id)),
  });
