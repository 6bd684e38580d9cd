import { z } from 'zod';
import { byId, id, isoTime } from '../kernel/input.ts';

export const Access = z.enum(['private', 'link', 'app']);
export const Use = z.enum(['avatar', 'photo', 'document', 'attachment', 'screenshot', 'picture', 'favicon']);
export type Use = z.infer<typeof Use>;
/** What a person may upload for; the others are made by jobs. */
export const UploadUse = z.enum(['avatar', 'photo', 'document', 'attachment']);

export const Media = z.object({
  id,
  filename: z.string(),
  mimeType: z.string(),
  size: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  access: Access,
  thumbnails: z.array(z.object({ variant: z.string(), width: z.number().int(), height: z.number().int() })),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Media = z.infer<typeof Media>;

export const MediaUrl = byId.extend({
  variant: z
    .string()
    .regex(/^[a-z0-9]{1,20}$/)
    .optional(),
  /** Seconds, up to a week. */
  expiresIn: z.number().int().min(1).max(604_800).default(3_600),
});
export type MediaUrl = z.infer<typeof MediaUrl>;
export const SignedUrl = z.object({ url: z.string(), expiresAt: isoTime });
export const SetAccess = byId.extend({ access: Access });
export type SetAccess = z.infer<typeof SetAccess>;
