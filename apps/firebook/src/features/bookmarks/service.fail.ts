import type { linkProblems } from '@portfolio/db/bookmarks-values';
import { BrowserError } from '@portfolio/platform/browser/browser';
import type { OutboundError } from '@portfolio/platform/outbound/outbound';
import { ParseError } from '../metadata/parse.ts';

export type Problem = (typeof linkProblems)[number];

/** What a job says when it ended without its work being done. `again` may help; `skipped` was never to be done. */
export class JobEnd extends Error {
  readonly outcome: 'failed' | 'skipped' | 'again';

  constructor(outcome: 'failed' | 'skipped' | 'again', message: string) {
    super(message);
    this.outcome = outcome;
  }
}

export const problemOfStatus = (status: number): Problem | null => {
  if (status === 401 || status === 403 || status === 407) return 'login';
  if (status === 404 || status === 410) return 'not_found';
  if (status >= 500) return 'server_error';
  return status >= 400 ? 'not_found' : null;
};

export const problemOfKind: Record<OutboundError['kind'], Problem> = {
  refused: 'refused',
  timeout: 'timeout',
  unreachable: 'unreachable',
  tls: 'tls',
  redirect_loop: 'redirect_loop',
  too_large: 'too_large',
  bad_encoding: 'unreachable',
};

/** Said on the bookmark's page: what happened, and what it means for what is kept. */
export const words: Record<Problem, string> = {
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

/** What an error means for the job that met it. A page that used up its memory would use it up again. */
export const endOf = (error: unknown): JobEnd => {
  if (error instanceof JobEnd) return error;
  if (error instanceof BrowserError)
    return new JobEnd(error.kind === 'unreachable' ? 'again' : 'failed', error.message);
  if (error instanceof ParseError) return new JobEnd('failed', error.message);
  return new JobEnd('again', 'Something went wrong on our side. It is tried again by itself.');
};
