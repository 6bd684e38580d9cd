import type { Db } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { screenshots } from '@portfolio/db/schema/bookmarks';
import { type Browser, BrowserError } from '@portfolio/platform/browser/browser';
import { publish } from '@portfolio/platform/events/events';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { DomainError, invalid, notFound } from '@portfolio/platform/kernel/errors';
import type { MediaService } from '@portfolio/platform/media/service';
import { type Outbound, OutboundError } from '@portfolio/platform/outbound/outbound';
import { and, eq, sql } from 'drizzle-orm';
import type { PageInput } from '../metadata/page.ts';
import type { PageParser } from '../metadata/parse.ts';
import { screenshotRequested } from './events.ts';
import type { ExtractMetadata, GenerateTags } from './schema.ts';
import type { TagsService } from './service.tags.ts';

type Deps = {
  db: Db;
  outbound: Outbound;
  browser: Browser;
  parser: PageParser;
  media: MediaService;
  tags: TagsService;
};
type Row = typeof screenshots.$inferSelect;

/** The parts of a save by themselves: metadata, tags and screenshots of any address. */
export class ToolsService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Throws 422 `address_refused`, 502 `unreachable` or 504 `timeout`. */
  async #page(url: string): Promise<PageInput> {
    try {
      const found = await this.#deps.outbound.fetch(url, {
        maxBytes: 5_000_000,
        timeoutMs: 15_000,
        accept: 'text/html,*/*;q=0.5',
        onOverflow: 'truncate',
      });
      return { url: found.finalUrl, body: found.body, contentType: found.headers['content-type'] };
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      if (error.kind === 'refused')
        throw new DomainError(
          'address_refused',
          'This address is not on the public web, so it is not opened.',
          {},
          error,
        );
      throw new DomainError('unreachable', 'The site could not be reached.', {}, error);
    }
  }

  async extract({ url, html }: ExtractMetadata) {
    const page =
      html === undefined
        ? await this.#page(url)
        : { url, body: Buffer.from(html), contentType: 'text/html; charset=utf-8' };
    const found = await this.#deps.parser.metadata(page);
    return {
      url: page.url,
      canonicalUrl: found.canonicalUrl,
      title: found.title ?? null,
      description: found.description ?? null,
      image: found.image ?? null,
      favicon: found.favicon ?? null,
      siteName: found.siteName ?? null,
      author: found.author ?? null,
      publishedAt: found.publishedAt ?? null,
      language: found.language ?? null,
      type: found.type,
    };
  }

  async generateTags(actor: Actor, input: GenerateTags) {
    const ownTags = await this.#deps.tags.ownOf(actor.userId, 500);
    if (input.text !== undefined)
      return {
        items: await this.#deps.parser.tags({ url: input.url ?? '', title: '', text: input.text, ownTags }),
      };
    if (!input.url) throw invalid('url', 'An address or a text is needed.');
    const page = await this.#page(input.url);
    const head = await this.#deps.parser.metadata(page);
    const { text } = await this.#deps.parser.text(page);
    const facts = { description: head.description, siteName: head.siteName, language: head.language };
    return {
      items: await this.#deps.parser.tags({
        url: page.url,
        title: head.title ?? '',
        text,
        ownTags,
        ...facts,
      }),
    };
  }

  #state(row: Row) {
    const signed = row.mediaId ? this.#deps.media.sign(row.mediaId, 'original', 7_200).url : null;
    const media =
      row.mediaId && signed ? { mediaId: row.mediaId, url: signed, width: 1_280, height: 800 } : null;
    return { id: row.id, state: row.state, media, error: row.error };
  }

  async capture(actor: Actor, url: string) {
    return this.#deps.db.transaction(async (tx) => {
      const [row] = await tx
        .insert(screenshots)
        .values({ id: newId(), userId: actor.userId, url })
        .returning();
      if (!row) throw new Error('insert returned no row');
      await publish(
        tx,
        screenshotRequested.of({ subject: row.id, actor: actor.userId, data: { screenshotId: row.id } }),
      );
      return this.#state(row);
    });
  }

  async screenshot(actor: Actor, id: string) {
    const [row] = await this.#deps.db
      .select()
      .from(screenshots)
      .where(and(eq(screenshots.id, id), eq(screenshots.userId, actor.userId)));
    if (!row) throw notFound('screenshot');
    return this.#state(row);
  }

  /** The job behind `capture`. A page that cannot be drawn ends as failed with the reason. */
  async take(id: string): Promise<void> {
    const [row] = await this.#deps.db.select().from(screenshots).where(eq(screenshots.id, id));
    if (!row || row.state === 'done') return;
    const set = (values: Partial<Row>) =>
      this.#deps.db
        .update(screenshots)
        .set({ ...values, updatedAt: sql`now()` })
        .where(eq(screenshots.id, id));
    await set({ state: 'running' });
    try {
      const { image } = await this.#deps.browser.capture({ url: row.url });
      const stored = await this.#deps.media.store({
        ownerId: row.userId,
        app: 'firebook',
        use: 'screenshot',
        filename: 'screenshot.webp',
        bytes: image,
        slot: `screenshot:${id}`,
      });
      await set({ state: 'done', mediaId: stored.id, error: null });
    } catch (error) {
      if (!(error instanceof BrowserError)) throw error;
      await set({ state: 'failed', error: error.message });
    }
  }
}
