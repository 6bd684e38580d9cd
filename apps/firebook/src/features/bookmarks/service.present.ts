import type { Db, Tx } from '@portfolio/db/client';
import { bookmarks, bookmarkTags, tags } from '@portfolio/db/schema/bookmarks';
import type { MediaService } from '@portfolio/platform/media/service';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Bookmark } from './schema.ts';
import type { Row } from './service.rows.ts';

const urlLifeS = 2 * 3_600;

/** Rows as callers see them: a column that is not named here is shown as it is. */
export class Presenter {
  readonly #db: Db;
  readonly #media: MediaService;

  constructor(ports: { db: Db; media: MediaService }) {
    this.#db = ports.db;
    this.#media = ports.media;
  }

  /** With tags and possible duplicates, looked up for all at once. */
  async many(rows: readonly Row[], db: Db | Tx = this.#db): Promise<Bookmark[]> {
    if (rows.length === 0) return [];
    const [named, twins] = await Promise.all([this.#tagsOf(rows, db), this.#twinsOf(rows, db)]);
    return rows.map((row) => this.known(row, named.get(row.id) ?? [], twins.get(twinKey(row)) ?? []));
  }

  /** One whose tags are known, and the ids of all that lead to the same address, itself among them. */
  known(row: Row, tagNames: string[], same: readonly string[]): Bookmark {
    return { ...this.#fields(row), tags: tagNames, possibleDuplicates: same.filter((id) => id !== row.id) };
  }

  async one(row: Row, db: Db | Tx = this.#db): Promise<Bookmark> {
    const [found] = await this.many([row], db);
    if (!found) throw new Error('a row was not presented');
    return found;
  }

  async #tagsOf(rows: readonly Row[], db: Db | Tx): Promise<Map<string, string[]>> {
    const ids = rows.map(({ id }) => id);
    const found = await db
      .select({ bookmarkId: bookmarkTags.bookmarkId, name: tags.name })
      .from(bookmarkTags)
      .innerJoin(tags, eq(tags.id, bookmarkTags.tagId))
      .where(and(inArray(bookmarkTags.bookmarkId, ids), eq(bookmarkTags.removed, false)))
      .orderBy(tags.key);
    return grouped(found.map(({ bookmarkId, name }) => [bookmarkId, name]));
  }

  /** The ids of all that lead to the same address as this one. */
  async same(row: Row, db: Db | Tx): Promise<string[]> {
    return (await this.#twinsOf([row], db)).get(twinKey(row)) ?? [];
  }

  async #twinsOf(rows: readonly Row[], db: Db | Tx): Promise<Map<string, string[]>> {
    const { userId, canonicalUrl, deletedAt, id } = bookmarks;
    const owners = [...new Set(rows.map((row) => row.userId))];
    const urls = [...new Set(rows.map((row) => row.canonicalUrl))];
    const found = await db
      .select({ id, userId, canonicalUrl })
      .from(bookmarks)
      .where(and(inArray(userId, owners), inArray(canonicalUrl, urls), isNull(deletedAt)));
    return grouped(found.map((one) => [twinKey(one), one.id]));
  }

  #fields(row: Row) {
    const { userId, savedKey, edited, pageKey, archiveKey, textKey, archivedAt, ...plain } = row;
    const { screenshotMediaId, screenshotWidth, screenshotHeight, ...more } = plain;
    const { linkStatus, linkFinalUrl, linkProblem, ...shown } = more;
    return {
      ...shown,
      imageUrl: this.#picture(row.imageMediaId, 'card'),
      faviconUrl: this.#picture(row.faviconMediaId, 'original'),
      publishedAt: row.publishedAt?.toISOString() ?? null,
      collectionIds: [],
      archived: archivedAt !== null,
      readAt: row.readAt?.toISOString() ?? null,
      screenshot: this.#screenshot(row),
      link: { status: linkStatus, finalUrl: linkFinalUrl, problem: linkProblem },
      deletedAt: row.deletedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    };
  }

  #picture(mediaId: string | null, variant: string): string | null {
    return mediaId ? this.#media.sign(mediaId, variant, urlLifeS).url : null;
  }

  #screenshot({ screenshotMediaId: mediaId, screenshotWidth: width, screenshotHeight: height }: Row) {
    if (!mediaId || !width || !height) return null;
    const at = (variant: string): string => this.#media.sign(mediaId, variant, urlLifeS).url;
    return { mediaId, width, height, url: at('original'), cardUrl: at('card'), smallUrl: at('small') };
  }
}

const twinKey = (row: Pick<Row, 'userId' | 'canonicalUrl'>): string => `${row.userId} ${row.canonicalUrl}`;

const grouped = (pairs: readonly (readonly [string, string])[]): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const list = found.get(key);
    if (list) list.push(value);
    else found.set(key, [value]);
  }
  return found;
};
