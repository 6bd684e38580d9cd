import type { Db } from '@portfolio/db/client';
import { isId, newId } from '@portfolio/db/ids';
import { media, type StoredVariant } from '@portfolio/db/schema/media';
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Files } from '../files/files.ts';
import type { Actor, AppName } from '../kernel/actor.ts';
import { DomainError, notFound } from '../kernel/errors.ts';
import { sameText, sign } from '../kernel/keys.ts';
import { inspect } from './images.ts';
import type { Media, MediaUrl, SetAccess, Use } from './schema.ts';

type Row = typeof media.$inferSelect;
export type NewMedia = {
  ownerId: string;
  app: AppName;
  use: Use;
  filename: string;
  bytes: Uint8Array;
  /** The place that it takes: what stood there is deleted with the same commit, so that a repeated job leaves one. */
  slot?: string;
};
export type Served = {
  stream: ReadableStream<Uint8Array>;
  size: number;
  mimeType: string;
  filename: string;
  attachment: boolean;
};

const quotaBytes = 5_000_000_000;

const toMedia = (row: Row): Media => ({
  id: row.id,
  filename: row.filename,
  mimeType: row.mimeType,
  size: row.size,
  width: row.width,
  height: row.height,
  access: row.access,
  thumbnails: row.variants.map(({ variant, width, height }) => ({ variant, width, height })),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** Files of people: type by content, variants, signed addresses, access, deletion. */
export class MediaService {
  readonly #db: Db;
  readonly #files: Files;
  readonly #key: Buffer;
  readonly #origin: string;

  constructor(ports: { db: Db; files: Files; signingKey: Buffer; origin: string }) {
    this.#db = ports.db;
    this.#files = ports.files;
    this.#key = ports.signingKey;
    this.#origin = ports.origin;
  }

  /** Keeps a file: objects first, the row last, so that a row never points nowhere. Throws 413, 415 or 422. */
  async store(input: NewMedia): Promise<Media> {
    const [used] = await this.#db
      .select({ bytes: sql<number>`coalesce(sum(${media.size}), 0)::float8` })
      .from(media)
      .where(and(eq(media.ownerId, input.ownerId), isNull(media.deletedAt)));
    if ((used?.bytes ?? 0) + input.bytes.byteLength > quotaBytes)
      throw new DomainError('too_large', 'Your files take all of your 5 GB. Delete some first.');
    const made = await inspect(input.bytes, input.use);
    const id = newId();
    const base = `media/${id.slice(-2)}/${id}`;
    const variants: StoredVariant[] = [];
    for (const { bytes, ...variant } of made.variants) {
      const key = `${base}/${variant.variant}`;
      await this.#files.put(key, bytes);
      variants.push({ ...variant, key, size: bytes.byteLength });
    }
    await this.#files.put(`${base}/original`, made.original);
    const row = await this.#insert({
      id,
      ownerId: input.ownerId,
      app: input.app,
      use: input.use,
      filename: input.filename.replaceAll(/[\p{C}/\\]/gu, '').slice(0, 200) || 'file',
      mimeType: made.mimeType,
      size: made.original.byteLength,
      width: made.width,
      height: made.height,
      key: `${base}/original`,
      variants,
      slot: input.slot ?? null,
    });
    return toMedia(row);
  }

  #insert(values: typeof media.$inferInsert): Promise<Row> {
    return this.#db.transaction(async (tx) => {
      const { ownerId, slot } = values;
      if (slot) {
        await tx.execute(
          sql`select pg_advisory_xact_lock(hashtextextended(${`media:${ownerId}:${slot}`}, 0))`,
        );
        await tx
          .update(media)
          .set({ deletedAt: sql`now()` })
          .where(and(eq(media.ownerId, ownerId), eq(media.slot, slot), isNull(media.deletedAt)));
      }
      const [row] = await tx.insert(media).values(values).returning();
      if (!row) throw new Error('insert returned no row');
      return row;
    });
  }

  async #own(actor: Actor, id: string): Promise<Row> {
    const [row] = await this.#db
      .select()
      .from(media)
      .where(and(eq(media.id, id), eq(media.ownerId, actor.userId), isNull(media.deletedAt)));
    if (!row) throw notFound('file');
    return row;
  }

  async get(actor: Actor, id: string): Promise<Media> {
    return toMedia(await this.#own(actor, id));
  }

  async url(actor: Actor, { id, variant, expiresIn }: MediaUrl): Promise<{ url: string; expiresAt: string }> {
    const row = await this.#own(actor, id);
    if (variant && variant !== 'original' && !row.variants.some((one) => one.variant === variant))
      throw notFound('variant');
    return this.sign(id, variant ?? 'original', expiresIn);
  }

  /** A signed address, bound to object and variant, for callers that have authorised already. Times in seconds. */
  sign(id: string, variant: string, expiresInS: number): { url: string; expiresAt: string } {
    // Rounded up to a quarter of an hour: the same picture keeps its address, and browsers their copy.
    const expires = Math.ceil((Date.now() / 1000 + expiresInS) / 900) * 900;
    const exact = expiresInS < 900 ? Math.floor(Date.now() / 1000) + expiresInS : expires;
    const signature = sign(this.#key, `${id}/${variant}/${exact}`);
    return {
      url: `${this.#origin}/api/media/${id}/${variant}?expires=${exact}&signature=${signature}`,
      expiresAt: new Date(exact * 1000).toISOString(),
    };
  }

  /** Opens a file by its signed address. Throws 403 for a changed one, 410 for an old one, 404 for a deleted file. */
  async serve(id: string, variant: string, expires: string, signature: string): Promise<Served> {
    if (!sameText(signature, sign(this.#key, `${id}/${variant}/${expires}`)))
      throw new DomainError('forbidden', 'This address was changed.');
    if (Number(expires) * 1000 < Date.now())
      throw new DomainError('gone', 'This address is too old. Ask for a new one.');
    return this.#open(id, variant);
  }

  async #open(id: string, variant: string): Promise<Served> {
    if (!isId(id)) throw notFound('file');
    const [row] = await this.#db
      .select()
      .from(media)
      .where(and(eq(media.id, id), isNull(media.deletedAt)));
    const made = row?.variants.find((one) => one.variant === variant);
    if (!row || (variant !== 'original' && !made)) throw notFound('file');
    const opened = await this.#files.open(made?.key ?? row.key);
    if (!opened) throw notFound('file');
    const mimeType = made?.mimeType ?? row.mimeType;
    return { ...opened, mimeType, filename: row.filename, attachment: !mimeType.startsWith('image/') };
  }

  /** The file behind a link without a signature: its access says "link", or its owner asks. */
  async serveOpen(asking: Actor | null, id: string, variant: string): Promise<Served> {
    // A token that may not read files is nobody here.
    const actor = asking?.scopes.has('media:read') ? asking : null;
    if (!isId(id)) throw notFound('file');
    const [row] = await this.#db
      .select()
      .from(media)
      .where(and(eq(media.id, id), isNull(media.deletedAt)));
    const allowed =
      row && (row.access === 'link' || (row.access === 'app' && actor) || row.ownerId === actor?.userId);
    if (!allowed) throw notFound('file');
    return this.#open(id, variant);
  }

  async setAccess(actor: Actor, { id, access }: SetAccess): Promise<Media> {
    await this.#own(actor, id);
    const [row] = await this.#db
      .update(media)
      .set({ access, updatedAt: sql`now()` })
      .where(eq(media.id, id))
      .returning();
    if (!row) throw notFound('file');
    return toMedia(row);
  }

  /** The row is marked first; a sweep deletes what a crash left of the objects. Again is fine. */
  async delete(actor: Actor, id: string): Promise<void> {
    const rows = await this.#db
      .update(media)
      .set({ deletedAt: sql`coalesce(${media.deletedAt}, now())` })
      .where(and(eq(media.id, id), eq(media.ownerId, actor.userId)))
      .returning();
    if (!rows[0]) throw notFound('file');
    await this.#deleteObjects(rows[0]);
  }

  /** Deletes what stands in the places of this person that begin with `slots`. Again is fine. */
  async clear(ownerId: string, slots: string): Promise<void> {
    const rows = await this.#db
      .update(media)
      .set({ deletedAt: sql`coalesce(${media.deletedAt}, now())` })
      .where(and(eq(media.ownerId, ownerId), sql`starts_with(${media.slot}, ${slots})`))
      .returning();
    for (const row of rows) await this.#deleteObjects(row);
  }

  async #deleteObjects(row: Row): Promise<void> {
    for (const key of [row.key, ...row.variants.map((one) => one.key)]) await this.#files.delete(key);
  }

  /** Deletes rows that were marked an hour ago or earlier, with whatever objects are left. */
  async sweep(): Promise<void> {
    const old = await this.#db
      .select()
      .from(media)
      .where(lt(media.deletedAt, sql`now() - interval '1 hour'`))
      .limit(500);
    for (const row of old) {
      await this.#deleteObjects(row);
      await this.#db.delete(media).where(eq(media.id, row.id));
    }
  }
}
