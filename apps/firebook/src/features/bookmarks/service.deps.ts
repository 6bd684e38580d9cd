import type { Db } from '@portfolio/db/client';
import type { Browser } from '@portfolio/platform/browser/browser';
import type { Files } from '@portfolio/platform/files/files';
import type { MediaService } from '@portfolio/platform/media/service';
import type { NotificationsService } from '@portfolio/platform/notifications/service';
import type { Outbound } from '@portfolio/platform/outbound/outbound';
import type { HostPace } from '@portfolio/platform/outbound/pace';
import type { Search } from '@portfolio/platform/search/search';
import type { PageParser } from '../metadata/parse.ts';
import type { TagsService } from './service.tags.ts';

/** What the jobs of a save work with. */
export type PipelineDeps = {
  db: Db;
  files: Files;
  media: MediaService;
  outbound: Outbound;
  browser: Browser;
  search: Search;
  parser: PageParser;
  pace: HostPace;
  tags: TagsService;
  notifications: Pick<NotificationsService, 'notify'>;
  origin: string;
};
