import type { Db } from '@portfolio/db/client';
import { bookmarks, type JobName, type JobState, type linkProblems } from '@portfolio/db/schema/bookmarks';
import { type Browser, BrowserError } from '@portfolio/platform/browser/browser';
import type { Files } from '@portfolio/platform/files/files';
import { crashPoint } from '@portfolio/platform/kernel/crash';
import { notFound } from '@portfolio/platform/kernel/errors';
import type { MediaService } from '@portfolio/platform/media/service';
import { type Outbound, OutboundError, type OutboundResponse } from '@portfolio/platform/outbound/outbound';
import type { HostPace } from '@portfolio/platform/outbound/pace';
import type { Search } from '@portfolio/platform/search/search';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { PageInput } from '../metadata/page.ts';
import { type PageParser, ParseError } from '../metadata/parse.ts';
import { suggestToBookmark, type TagsService } from './service.tags.ts';
import { announce, type Row } from './service.ts';

type Problem = (typeof linkProblems)[number];

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
  origin: string;
};

/** What a job says when it ended without its work being done. `again` may help; `skipped` was never to be done. */
export class JobEnd extends Error {
  readonly outcome: 'failed' | 'skipped' | 'again';

  constructor(outcome: 'failed' | 'skipped' | 'again', message: string) {
    super(message);
    this.outcome = outcome;
  }
}

const pageBytesMax = 5_000_000;
const fetchTimeoutMs = 20_000;
const triesMax = 3;

const problemOfStatus = (status: number): Problem | null => {
  if (status === 401 || status === 403 || status === 407) return 'login';
  if (status === 404 || status === 410) return 'not_found';
  if (status >= 500) return 'server_error';
  return status >= 400 ? 'not_found' : null;
};

const problemOfKind: Record<OutboundError['kind'], Problem> = {
  refused: 'refused',
  timeout: 'timeout',
  unreachable: 'unreachable',
  tls: 'tls',
  redirect_loop: 'redirect_loop',
  too_large: 'too_large',
  bad_encoding: 'too_large',
};

/** Said on the bookmark's page: what happened, and what it means for what is kept. */
const words: Record<Problem, string> = {
  not_found: 'The site says that there is no such page.',
  login: 'The site wants a sign-in before it shows this page.',
  too_large: 'The page is too large to be read whole.',
  timeout: 'The site took too long to answer.',
  refused: 'This address is not on the public web, so it is not opened.',
  unreachable: 'The site could not be reached.',
  server_error: 'The site answered with an error of its own.',
  redirect_loop: 'The site sends the visitor round in circles.',
  tls: 'The site’s certificate is not valid.',
  not_html: 'This address is a file, not a page.',
};

const contentTypeOf = (contentType: string | undefined): string =>
  (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

export type PageKind = 'html' | 'pdf' | 'image' | 'file';

const kindOf = (contentType: string, body: Uint8Array): PageKind => {
  const start = new TextDecoder('latin1').decode(body.subarray(0, 512)).trimStart().toLowerCase();
  if (start.startsWith('%pdf-')) return 'pdf';
  if (contentType === 'application/pdf') return 'pdf';
  if (contentType.startsWith('image/') && contentType !== 'image/svg+xml') return 'image';
  if (contentType === 'text/html' || contentType === 'application/xhtml+xml' || contentType === '')
    return 'html';
  return start.startsWith('<!doctype html') || start.startsWith('<html') ? 'html' : 'file';
};

/** The stored page: a line of JSON, then the bytes as they came. */
type Head = { url: string; contentType: string; kind: PageKind };
const pack = (head: Head, body: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]);
const unpack = (bytes: Uint8Array): { head: Head; body: Uint8Array } => {
  const end = bytes.indexOf(10);
  return {
    head: JSON.parse(Buffer.from(bytes.subarray(0, end)).toString('utf8')),
    body: bytes.subarray(end + 1),
  };
};

/** The work behind each job of a save. Each may run twice and has its effect once. */
export class PipelineService {
  readonly #deps: PipelineDeps;

  constructor(deps: PipelineDeps) {
    this.#deps = deps;
  }

  async row(bookmarkId: string): Promise<Row | null> {
    const [row] = await this.#deps.db
      .select()
      .from(bookmarks)
      .where(and(eq(bookmarks.id, bookmarkId), isNull(bookmarks.deletedAt)));
    return row ?? null;
  }

  /**
   * Runs one job of a bookmark and keeps its state where its page shows it. Throws only to be tried again; after the
   * third try it ends as failed.
   */
  async run(bookmarkId: string, job: JobName): Promise<JobState['state']> {
    const row = await this.row(bookmarkId);
    if (!row) return 'skipped';
    const attempts = row.jobs[job].attempts + 1;
    await this.#set(row, job, { state: 'running', attempts });
    try {
      const changes = await this.#work(row, job);
      crashPoint(`pipeline.${job}-before-commit`);
      await this.#set(row, job, { state: 'done', attempts }, changes);
      crashPoint(`pipeline.${job}-after-commit`);
      return 'done';
    } catch (error) {
      const end = endOf(error);
      if (end.outcome === 'again' && attempts < triesMax) {
        await this.#set(row, job, { state: 'pending', attempts, error: end.message });
        throw error;
      }
      const state = end.outcome === 'skipped' ? 'skipped' : 'failed';
      await this.#set(row, job, { state, attempts, error: end.message });
      return state;
    }
  }

  /** Ends jobs that cannot be done, because there is no page to work on. */
  async skip(bookmarkId: string, names: readonly JobName[], why: string): Promise<void> {
    const row = await this.row(bookmarkId);
    if (!row) return;
    const at = new Date().toISOString();
    const states = Object.fromEntries(
      names.map((name) => [name, { state: 'skipped', error: why, attempts: row.jobs[name].attempts, at }]),
    );
    await this.#deps.db.transaction(async (tx) => {
      await tx
        .update(bookmarks)
        .set({ jobs: sql`${bookmarks.jobs} || ${JSON.stringify(states)}::jsonb` })
        .where(eq(bookmarks.id, row.id));
      await announce(tx, row.userId, row.id);
    });
  }

  async #set(row: Row, job: JobName, state: Omit<JobState, 'at'>, changes: Partial<Row> = {}): Promise<void> {
    const value = JSON.stringify({ ...state, at: new Date().toISOString() });
    await this.#deps.db.transaction(async (tx) => {
      await tx
        .update(bookmarks)
        .set({
          ...changes,
          jobs: sql`jsonb_set(${bookmarks.jobs}, ${`{${job}}`}::text[], ${value}::jsonb)`,
          updatedAt: sql`now()`,
        })
        .where(eq(bookmarks.id, row.id));
      if (job !== 'index' || state.state !== 'running') await announce(tx, row.userId, row.id);
    });
  }

  #work(row: Row, job: JobName): Promise<Partial<Row>> {
    const work: Record<JobName, (row: Row) => Promise<Partial<Row>>> = {
      fetch: (one) => this.#fetch(one),
      metadata: (one) => this.#metadata(one),
      text: (one) => this.#text(one),
      tags: (one) => this.#tags(one),
      screenshot: (one) => this.#screenshot(one),
      archive: (one) => this.#archive(one),
      index: (one) => this.#index(one),
    };
    return work[job](row);
  }

  async #fetch(row: Row): Promise<Partial<Row>> {
    // One person's saves on one host: four a second, whatever others save there.
    const lane = `${row.userId} ${new URL(row.url).host}`;
    const response = await this.#deps.pace.run(lane, () => this.#request(row));
    const problem = problemOfStatus(response.status);
    const facts = { linkStatus: response.status, linkFinalUrl: response.finalUrl };
    if (problem) {
      await this.#note(row, { ...facts, linkProblem: problem });
      throw new JobEnd(problem === 'server_error' ? 'again' : 'failed', words[problem]);
    }
    crashPoint('pipeline.fetch-after-call');
    const contentType = contentTypeOf(response.headers['content-type']);
    const kind = kindOf(contentType, response.body);
    const pageKey = `pages/${row.id.slice(-2)}/${row.id}`;
    await this.#deps.files.put(
      pageKey,
      pack(
        { url: response.finalUrl, contentType: response.headers['content-type'] ?? '', kind },
        response.body,
      ),
    );
    const linkProblem = response.truncated
      ? ('too_large' as const)
      : kind === 'file'
        ? ('not_html' as const)
        : null;
    return { ...facts, linkProblem, pageKey };
  }

  async #request(row: Row): Promise<OutboundResponse> {
    const accept = 'text/html,application/xhtml+xml,application/pdf;q=0.9,image/*;q=0.8,*/*;q=0.5';
    try {
      return await this.#deps.outbound.fetch(row.url, {
        maxBytes: pageBytesMax,
        timeoutMs: fetchTimeoutMs,
        accept,
        onOverflow: 'truncate',
      });
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      const problem = problemOfKind[error.kind];
      await this.#note(row, { linkProblem: problem, linkStatus: null, linkFinalUrl: error.url ?? null });
      const again = error.kind === 'timeout' || error.kind === 'unreachable';
      throw new JobEnd(again ? 'again' : 'failed', words[problem]);
    }
  }

  async #note(row: Row, changes: Partial<Row>): Promise<void> {
    await this.#deps.db.update(bookmarks).set(changes).where(eq(bookmarks.id, row.id));
  }

  /** The page as it was fetched. */
  async page(row: Row): Promise<{ head: Head; body: Uint8Array }> {
    const bytes = row.pageKey ? await this.#deps.files.get(row.pageKey) : null;
    if (!bytes) throw new JobEnd('skipped', 'There is no page to read: fetch it first.');
    return unpack(bytes);
  }

  /** The copy that stands in when the page is gone. */
  async archived(row: Row): Promise<{ head: Head; body: Uint8Array }> {
    const bytes = row.archiveKey ? await this.#deps.files.get(row.archiveKey) : null;
    if (!bytes) throw notFound('archived page');
    return unpack(bytes);
  }

  async #metadata(row: Row): Promise<Partial<Row>> {
    const { head, body } = await this.page(row);
    const free = (name: string, value: unknown) =>
      row.edited.includes(name) || value === undefined ? {} : { [name]: value };
    if (head.kind !== 'html') return this.#fileMetadata(head, body, free);
    const page: PageInput = { url: head.url, body, contentType: head.contentType };
    const found = await this.#deps.parser.metadata(page);
    const image = found.image ? await this.#picture(row, [found.image], 'picture') : null;
    const favicon = await this.#picture(row, found.icons, 'favicon');
    return {
      canonicalUrl: found.canonicalUrl,
      ...free('title', found.title),
      ...free('description', found.description),
      image: found.image ?? null,
      favicon: favicon?.url ?? found.favicon ?? null,
      imageMediaId: image?.mediaId ?? null,
      faviconMediaId: favicon?.mediaId ?? null,
      siteName: found.siteName ?? null,
      author: found.author ?? null,
      publishedAt: found.publishedAt ? new Date(found.publishedAt) : null,
      language: found.language ?? null,
      type: found.type,
      ...(found.asksForLogin && /log-?in|sign-?in|auth/i.test(head.url) && head.url !== row.url
        ? { linkProblem: 'login' as const }
        : {}),
    };
  }

  async #fileMetadata(
    head: Head,
    body: Uint8Array,
    free: (name: string, value: unknown) => Partial<Row>,
  ): Promise<Partial<Row>> {
    const fileName = decodeURIComponentSafe(new URL(head.url).pathname.split('/').at(-1) ?? '');
    if (head.kind !== 'pdf')
      return { ...free('title', fileName || undefined), type: head.kind === 'image' ? 'image' : 'file' };
    const pdf = await this.#deps.parser.pdf(body, { wantsPicture: false });
    return {
      ...free('title', pdf.title ?? (fileName || undefined)),
      author: pdf.author ?? null,
      publishedAt: pdf.publishedAt ? new Date(pdf.publishedAt) : null,
      language: pdf.language ?? null,
      type: 'pdf',
    };
  }

  /** Keeps the first of these pictures that is one. A page's pictures are decoration: none of them is an error. */
  async #picture(
    row: Row,
    urls: readonly string[],
    use: 'picture' | 'favicon',
  ): Promise<{ mediaId: string; url: string } | null> {
    for (const url of urls.slice(0, 3)) {
      try {
        const maxBytes = use === 'favicon' ? 1_000_000 : 10_000_000;
        const { status, body } = await this.#deps.outbound.fetch(url, {
          maxBytes,
          timeoutMs: 10_000,
          accept: 'image/*',
        });
        if (status !== 200) continue;
        const stored = await this.#deps.media.store({
          ownerId: row.userId,
          app: 'firebook',
          use,
          filename: use,
          bytes: body,
        });
        return { mediaId: stored.id, url };
      } catch {
        // The next one, or none: the page's own address stays in `image` and `favicon`.
      }
    }
    return null;
  }

  async #text(row: Row): Promise<Partial<Row>> {
    const { head, body } = await this.page(row);
    if (head.kind === 'image' || head.kind === 'file')
      throw new JobEnd('skipped', 'There is no text in a file of this kind.');
    const found =
      head.kind === 'pdf'
        ? await this.#deps.parser.pdf(body, { wantsPicture: false })
        : await this.#deps.parser.text({ url: head.url, body, contentType: head.contentType });
    const textKey = `texts/${row.id.slice(-2)}/${row.id}`;
    await this.#deps.files.put(textKey, Buffer.from(found.text));
    return {
      textKey,
      readingMinutes: found.readingMinutes || null,
      ...(row.language ? {} : { language: found.language ?? null }),
    };
  }

  async #tags(row: Row): Promise<Partial<Row>> {
    const bytes = row.textKey ? await this.#deps.files.get(row.textKey) : null;
    if (!bytes && row.title === row.url) throw new JobEnd('skipped', 'There is nothing to make tags from.');
    const { items } = await this.#deps.tags.list({ userId: row.userId }, 500);
    const found = await this.#deps.parser.tags({
      url: row.canonicalUrl,
      title: row.title,
      description: row.description ?? undefined,
      text: bytes ? Buffer.from(bytes).toString('utf8').slice(0, 50_000) : '',
      siteName: row.siteName ?? undefined,
      language: row.language ?? undefined,
      ownTags: items,
      removed: await this.#deps.tags.removedFrom(row.id),
    });
    await this.#deps.db.transaction((tx) =>
      suggestToBookmark(
        tx,
        row.userId,
        row.id,
        found.map((one) => one.tag),
      ),
    );
    return {};
  }

  async #screenshot(row: Row): Promise<Partial<Row>> {
    const { head, body } = await this.page(row);
    if (head.kind === 'file') throw new JobEnd('skipped', 'A file of this kind has no picture.');
    const bytes = await this.#pictureOf(row, head, body);
    crashPoint('pipeline.screenshot-after-call');
    const stored = await this.#deps.media.store({
      ownerId: row.userId,
      app: 'firebook',
      use: 'screenshot',
      filename: 'screenshot.webp',
      bytes,
    });
    return { screenshotMediaId: stored.id, screenshotWidth: stored.width, screenshotHeight: stored.height };
  }

  async #pictureOf(row: Row, head: Head, body: Uint8Array): Promise<Uint8Array> {
    if (head.kind === 'image') return body;
    if (head.kind === 'html') return (await this.#deps.browser.capture({ url: row.url })).image;
    const { picture } = await this.#deps.parser.pdf(body, { wantsPicture: true });
    if (!picture) throw new JobEnd('skipped', 'The first page of this PDF could not be drawn.');
    return picture.image;
  }

  async #archive(row: Row): Promise<Partial<Row>> {
    const { head, body } = await this.page(row);
    if (head.kind === 'file') throw new JobEnd('skipped', 'A file of this kind is not archived.');
    const archiveKey = `archives/${row.id.slice(-2)}/${row.id}`;
    await this.#deps.files.put(archiveKey, pack(head, body));
    return { archiveKey };
  }

  async #index(row: Row): Promise<Partial<Row>> {
    const bytes = row.textKey ? await this.#deps.files.get(row.textKey) : null;
    const tagNames = await this.#deps.tags.namesOf(row.id);
    await this.#deps.search.index([
      {
        app: 'firebook',
        type: 'bookmark',
        id: row.id,
        owner: row.userId,
        readers: [`user:${row.userId}`],
        title: row.title,
        body: [
          row.description,
          row.note,
          tagNames.join(' '),
          row.siteName,
          row.url,
          bytes ? Buffer.from(bytes).toString('utf8').slice(0, 100_000) : '',
        ]
          .filter(Boolean)
          .join('\n'),
        url: `${this.#deps.origin}/b/${row.id}`,
        facets: { archived: row.archivedAt !== null },
      },
    ]);
    return {};
  }

  async unindex(bookmarkId: string): Promise<void> {
    await this.#deps.search.remove([{ app: 'firebook', type: 'bookmark', id: bookmarkId }]);
  }
}

const decodeURIComponentSafe = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const endOf = (error: unknown): JobEnd => {
  if (error instanceof JobEnd) return error;
  if (error instanceof BrowserError) {
    const again = error.kind === 'unreachable' || error.kind === 'crashed';
    return new JobEnd(again ? 'again' : 'failed', error.message);
  }
  if (error instanceof ParseError) return new JobEnd('failed', error.message);
  return new JobEnd('again', 'Something went wrong on our side. It is tried again by itself.');
};
