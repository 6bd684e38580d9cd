import type { Gate } from './request.ts';

/** A route handler that is no procedure: multipart, streams, files. `path` is a prefix below /api. */
export type ExtraRoute = {
  method: 'GET' | 'POST';
  path: `/api/${string}`;
  handle: (req: Request, gate: Gate) => Promise<Response>;
};
