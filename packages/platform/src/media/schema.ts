import { z } from 'zod';
import { byId, id, isoTime } from '../kernel/input.ts';

export const access = z.enum(['private', 'link', 'app']);
export const use = z.enum(['avatar', 'photo', 'document', 'attachment', 'screenshot', 'picture', 'favicon']);
export type Use = z.infer<typeof use>;
/** What a person may upload for; the others are made by jobs. */
export const uploadUse = z.enum(['avatar', 'photo', 'document', 'attachment']);

export const media = z.object({
  id,
  filename: z.string(),
  mimeType: z.string(),
  size: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  access,
  thumbnails: z.array(z.object({ variant: z.string(), width: z.number().int(), height: z.number().int() })),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Media = z.infer<typeof media>;

export const mediaUrl = byId.extend({
  variant: z
    .string()
    .regex(/^[a-z0-9]{1,20}$/)
    .optional(),
  /** Seconds, up to a week. */
  expiresIn: z.number().int().min(1).max(604_800).default(3_600),
});
export const signedUrl = z.object({ url: z.string(), expiresAt: isoTime });
export const setAccess = byId.extend({ access });
