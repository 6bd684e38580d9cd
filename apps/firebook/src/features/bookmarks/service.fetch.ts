import { bookmarks } from '@portfolio/db/schema/bookmarks';
import { crashPoint } from '@portfolio/platform/kernel/crash';
import { OutboundError, type OutboundResponse } from '@portfolio/platform/outbound/outbound';
import { eq } from 'drizzle-orm';
import type { PipelineDeps } from './service.deps.ts';
import { JobEnd, problemOfKind, problemOfStatus, words } from './service.fail.ts';
import type { Row } from './service.rows.ts';
import { keepPage, type PageKind } from './service.store.ts';

const pageBytesMax = 5_000_000;
const fetchTimeoutMs = 20_000;
const accept = 'text/html,application/xhtml+xml,application/pdf;q=0.9,image/*;q=0.8,*/*;q=0.5';

const contentTypeOf = (contentType: string | undefined): string =>
  (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

const kindOf = (contentType: string, body: Uint8Array): PageKind => {
  const start = new TextDecoder('latin1').decode(body.subarray(0, 512)).trimStart().toLowerCase();
  if (start.startsWith('%pdf-') || contentType === 'application/pdf') return 'pdf';
  if (contentType === 'image/svg+xml') return 'drawing';
  if (contentType.startsWith('image/')) return 'image';
  if (contentType === 'text/html' || contentType === 'application/xhtml+xml' || contentType === '')
    return 'html';
  return start.startsWith('<!doctype html') || start.startsWith('<html') ? 'html' : 'file';
};

/** Fetches the page and keeps it as it came. What the link is like is noted even where there is no page. */
export const fetchPage = async (deps: PipelineDeps, row: Row): Promise<Partial<Row>> => {
  const note = async (changes: Partial<Row>): Promise<void> => {
    await deps.db.update(bookmarks).set(changes).where(eq(bookmarks.id, row.id));
  };
  // One person's saves on one host: four a second, whatever others save there.
  const lane = `${row.userId} ${new URL(row.url).host}`;
  crashPoint('pipeline.fetch-before-call');
  const response = await deps.pace.run(lane, () => request(deps, row, note));
  const problem = problemOfStatus(response.status);
  const facts = { linkStatus: response.status, linkFinalUrl: response.finalUrl };
  if (problem) {
    await note({ ...facts, linkProblem: problem });
    throw new JobEnd(problem === 'server_error' ? 'again' : 'failed', words[problem]);
  }
  crashPoint('pipeline.fetch-after-call');
  const contentType = response.headers['content-type'] ?? '';
  const kind = kindOf(contentTypeOf(contentType), response.body);
  const { truncated, finalUrl } = response;
  const pageKey = await keepPage(
    deps.files,
    'pages',
    row,
    { url: finalUrl, contentType, kind, truncated },
    response.body,
  );
  const linkProblem = truncated ? ('too_large' as const) : kind === 'file' ? ('not_html' as const) : null;
  return { ...facts, linkProblem, pageKey };
};

const request = async (
  { outbound }: PipelineDeps,
  row: Row,
  note: (changes: Partial<Row>) => Promise<void>,
): Promise<OutboundResponse> => {
  const limits = { maxBytes: pageBytesMax, timeoutMs: fetchTimeoutMs, onOverflow: 'truncate' } as const;
  try {
    return await outbound.fetch(row.url, { ...limits, accept });
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const { kind, url, message } = error;
    const problem = problemOfKind[kind];
    await note({ linkProblem: problem, linkStatus: null, linkFinalUrl: url ?? null });
    const again = kind === 'timeout' || kind === 'unreachable';
    throw new JobEnd(again ? 'again' : 'failed', kind === 'bad_encoding' ? message : words[problem]);
  }
};
