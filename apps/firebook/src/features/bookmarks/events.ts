import { defineEvent } from '@portfolio/platform/events/events';
import { z } from 'zod';
import { JobName } from './schema.ts';

const about = z.object({ bookmarkId: z.uuid(), userId: z.uuid() });

export const bookmarkCreated = defineEvent('bookmark.created', 1, about);
/** The page is here: it can be drawn. */
export const bookmarkFetched = defineEvent('bookmark.fetched', 1, about);
/** A person or a job changed what search holds of it. */
export const bookmarkChanged = defineEvent('bookmark.changed', 1, about);
export const bookmarkDeleted = defineEvent('bookmark.deleted', 1, about);
/** Its row is gone for good; its files are not yet. */
export const bookmarkPurged = defineEvent('bookmark.purged', 1, about);
/** A person asked for one job again. */
export const bookmarkRetried = defineEvent('bookmark.retried', 1, about.extend({ job: JobName }));
/** A screenshot was asked for by address alone. */
export const screenshotRequested = defineEvent(
  'screenshot.requested',
  1,
  z.object({ screenshotId: z.uuid() }),
);
