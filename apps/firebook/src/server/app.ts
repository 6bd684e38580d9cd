import { once } from '@portfolio/platform/kernel/global';
import { router } from '@portfolio/platform/kernel/trpc';
import { HostPace } from '@portfolio/platform/outbound/pace';
import { createApp } from '@portfolio/platform/server/app';
import { createPlatform } from '@portfolio/platform/server/platform';
import { platformRouters } from '@portfolio/platform/server/platform-router';
import { bookmarkJobs } from '@/features/bookmarks/jobs.ts';
import { bookmarksRouter, tagsRouter, toolsRouter } from '@/features/bookmarks/router.ts';
import { BulkService } from '@/features/bookmarks/service.bulk.ts';
import { BookmarkLists } from '@/features/bookmarks/service.list.ts';
import { PipelineService } from '@/features/bookmarks/service.pipeline.ts';
import { Presenter } from '@/features/bookmarks/service.present.ts';
import { TagsService } from '@/features/bookmarks/service.tags.ts';
import { ToolsService } from '@/features/bookmarks/service.tools.ts';
import { TrashService } from '@/features/bookmarks/service.trash.ts';
import { BookmarksService } from '@/features/bookmarks/service.ts';
import { PageParser } from '@/features/metadata/parse.ts';
import { archiveRoute } from './archive.ts';

const make = () => {
  const platform = createPlatform('firebook');
  const { ports, services, env } = platform;
  const parser = new PageParser({});
  const tags = new TagsService(ports);
  const present = new Presenter({ db: ports.db, media: services.media });
  const bookmarks = new BookmarksService({ db: ports.db, present });
  const lists = new BookmarkLists({ db: ports.db, present });
  const trash = new TrashService({ ...ports, present, media: services.media });
  const bulk = new BulkService(ports);
  const tools = new ToolsService({ ...ports, parser, media: services.media, tags });
  const pipeline = new PipelineService({
    ...ports,
    parser,
    tags,
    media: services.media,
    notifications: services.notifications,
    pace: new HostPace(),
    origin: env.origins.firebook,
  });
  const features = { bookmarks, lists, trash, bulk, tags, tools };
  const appRouter = router({
    ...platformRouters(platform),
    bookmarks: bookmarksRouter(features),
    tags: tagsRouter(features),
    tools: toolsRouter(features),
  });
  return createApp({
    platform,
    title: 'FireBook',
    router: appRouter,
    jobs: [...bookmarkJobs({ trash, pipeline, tools })],
    routes: [archiveRoute({ db: ports.db, pipeline })],
  });
};

/** The FireBook app of this process. */
export const app = () => once('app', make);

export type AppRouter = ReturnType<typeof make>['router'];
