import { Readable } from 'node:stream';
import type { ReadableStream as NodeWebStream } from 'node:stream/web';
import busboy from 'busboy';
import type { AppName } from '../kernel/actor.ts';
import { DomainError } from '../kernel/errors.ts';
import type { ExtraOperation } from '../kernel/openapi.ts';
import type { ExtraRoute } from '../kernel/route.ts';
import { UploadUse } from './schema.ts';
import { createUploads } from './service.places.ts';
import type { MediaService, Served } from './service.ts';

const uploadMax = 20_000_000;
/** Files are held whole while they are looked at: so many at once in a process, and of one person. */
const uploads = createUploads({ total: 8, each: 3 });

export type Uploaded = { filename: string; bytes: Uint8Array; fields: Record<string, string> };

/** Reads one file and small fields from a multipart body, never more than `bytesMax`. Throws 400, 413, 415 or 422. */
export const readUpload = (req: Request, bytesMax: number): Promise<Uploaded> => {
  const contentType = req.headers.get('content-type') ?? '';
  if (!contentType.startsWith('multipart/form-data'))
    throw new DomainError('unsupported_media_type', 'Send multipart/form-data with the field "file".');
  const tooLarge = (): DomainError =>
    new DomainError('too_large', `The file is larger than ${bytesMax / 1_000_000} MB.`);
  if (Number(req.headers.get('content-length') ?? 0) > bytesMax + 10_000) throw tooLarge();
  return new Promise((done, fail) => {
    const fields: Record<string, string> = {};
    let file: { filename: string; chunks: Buffer[] } | null = null;
    const limits = { fileSize: bytesMax + 1, files: 1, fields: 10, fieldSize: 10_000, parts: 20 };
    const malformed = (error?: unknown): void =>
      fail(new DomainError('malformed', 'The multipart body is broken.', {}, error));
    let parser: busboy.Busboy;
    try {
      parser = busboy({ headers: { 'content-type': contentType }, limits, defParamCharset: 'utf8' });
    } catch (error) {
      return malformed(error);
    }
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (name, stream, info) => {
      if (name !== 'file') return void stream.resume();
      const chunks: Buffer[] = [];
      file = { filename: info.filename ?? 'file', chunks };
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => fail(tooLarge()));
    });
    parser.on('error', malformed);
    parser.on('close', () => {
      if (!file)
        return fail(
          new DomainError('validation_failed', 'There is no file.', {
            fields: { file: ['Send a file in this field.'] },
          }),
        );
      done({ filename: file.filename, bytes: Buffer.concat(file.chunks), fields });
    });
    if (!req.body) return malformed();
    Readable.fromWeb(asNodeStream(req.body)).on('error', malformed).pipe(parser);
  });
};

/** The same class at run time; the DOM's and Node's declarations of it differ. */
const asNodeStream = (stream: ReadableStream<Uint8Array>) => stream as unknown as NodeWebStream<Uint8Array>;

const quoted = (name: string): string => `filename*=UTF-8''${encodeURIComponent(name)}`;

const answer = ({ stream, size, mimeType, filename, attachment }: Served): Response =>
  new Response(stream, {
    headers: {
      'content-type': mimeType,
      'content-length': String(size),
      'cache-control': 'private, max-age=86400, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': `${attachment ? 'attachment' : 'inline'}; ${quoted(filename)}`,
    },
  });

/** Upload and download: streams and multipart, so no procedures. */
export const mediaRoutes = (service: MediaService, app: AppName): ExtraRoute[] => [
  {
    method: 'POST',
    path: '/api/v1/media/upload',
    handle: (req, gate) =>
      gate(req, { bodyMax: null, token: 'checked' }, async ({ actor }) => {
        if (!actor) throw new DomainError('unauthenticated', 'Sign in first, or send a valid token.');
        if (!actor.scopes.has('media:write'))
          throw new DomainError('insufficient_scope', 'This token lacks the scope media:write.');
        return uploads.during(actor.userId, async () => {
          const { filename, bytes, fields } = await readUpload(req, uploadMax);
          const use = UploadUse.default('attachment').parse(fields.use);
          const stored = await service.store({ ownerId: actor.userId, app, use, filename, bytes });
          return Response.json(stored, { status: 201, headers: { 'cache-control': 'no-store' } });
        });
      }),
  },
  {
    method: 'GET',
    path: '/api/media/',
    handle: (req, gate) => {
      const url = new URL(req.url);
      const [id = '', variant = 'original'] = url.pathname.split('/').slice(3);
      const signature = url.searchParams.get('signature');
      const use = { bodyMax: 0, token: signature === null ? 'checked' : 'ignored' } as const;
      return gate(req, use, async ({ actor }) => {
        if (signature === null) return answer(await service.serveOpen(actor, id, variant));
        return answer(await service.serve(id, variant, url.searchParams.get('expires') ?? '', signature));
      });
    },
  },
];

export const mediaOperations: ExtraOperation[] = [
  {
    method: 'post',
    path: '/media/upload',
    operation: {
      operationId: 'media.upload',
      summary: 'Upload a file',
      tags: ['media'],
      security: [{ bearer: ['media:write'] }],
      requestBody: {
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: { file: { type: 'string', format: 'binary' }, use: { enum: UploadUse.options } },
            },
          },
        },
      },
      responses: { 201: { description: 'The file' } },
    },
  },
];
