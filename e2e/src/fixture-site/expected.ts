export type Job = 'fetch' | 'metadata' | 'text' | 'tags' | 'screenshot' | 'archive' | 'index';

export type Problem =
  | 'not_found'
  | 'login'
  | 'too_large'
  | 'timeout'
  | 'refused'
  | 'unreachable'
  | 'server_error'
  | 'redirect_loop'
  | 'tls'
  | 'not_html';

/** Why a job failed; `explains` knows the words by which a page says so. */
export type Reason = Problem | 'crashed';

export type ExpectedJob = { state: 'done' | 'failed' | 'skipped'; error?: Reason };

export type Expected = {
  /** Its path is `/<name>`. */
  name: string;
  /** The number in its mark, 1–255. */
  number: number;
  status?: number;
  problem?: Problem;
  /** What the bookmark is called; without it the address stands in. */
  title?: string;
  type?: string;
  language?: string;
  jobs: Record<Job, ExpectedJob>;
};

const done: ExpectedJob = { state: 'done' };
const skipped: ExpectedJob = { state: 'skipped' };
const failed = (error: Reason): ExpectedJob => ({ state: 'failed', error });

const allDone: Expected['jobs'] = {
  fetch: done,
  metadata: done,
  text: done,
  tags: done,
  screenshot: done,
  archive: done,
  index: done,
};

/** What has no page: nothing to read, but the bookmark is found by its address. */
function dead(problem: Problem): Expected['jobs'] {
  return {
    fetch: failed(problem),
    metadata: skipped,
    text: skipped,
    tags: skipped,
    screenshot: skipped,
    archive: skipped,
    index: done,
  };
}

const nothingToRead: Partial<Expected['jobs']> = { text: skipped, tags: skipped };

type Row = Omit<Expected, 'number' | 'jobs'> & { jobs?: Partial<Expected['jobs']> };

const ROWS: Row[] = [
  { name: 'article', status: 200, title: 'The river rose for three days', type: 'article', language: 'en' },
  { name: 'shop', status: 200, title: 'Brass desk lamp', type: 'product', language: 'en' },
  { name: 'json-ld', status: 200, title: 'Known from its data alone', type: 'article' },
  { name: 'no-title', status: 200 },
  { name: 'missing', status: 404, problem: 'not_found', jobs: dead('not_found') },
  { name: 'broken', status: 500, problem: 'server_error', jobs: dead('server_error') },
  { name: 'redirect-1', status: 200, title: 'After 1 redirect' },
  { name: 'redirect-5', status: 200, title: 'After 5 redirects' },
  { name: 'redirect-6', problem: 'redirect_loop', jobs: dead('redirect_loop') },
  { name: 'redirect-loop', problem: 'redirect_loop', jobs: dead('redirect_loop') },
  { name: 'redirect-private', problem: 'refused', jobs: dead('refused') },
  { name: 'login-page', status: 200, problem: 'login', title: 'Sign in' },
  { name: 'login-401', status: 401, problem: 'login', jobs: dead('login') },
  {
    name: 'large',
    status: 200,
    problem: 'too_large',
    title: 'Twenty megabytes',
    jobs: { archive: failed('too_large') },
  },
  {
    name: 'endless',
    status: 200,
    problem: 'too_large',
    title: 'Without end',
    jobs: { archive: failed('too_large') },
  },
  { name: 'slow-drip', problem: 'timeout', jobs: dead('timeout') },
  { name: 'silent', problem: 'timeout', jobs: dead('timeout') },
  { name: 'hang-up', problem: 'unreachable', jobs: dead('unreachable') },
  { name: 'wrong-charset', status: 200, title: '日本語のページです', language: 'ja' },
  { name: 'japanese', status: 200, title: '川の水が三日間上がり続けた 🌊', language: 'ja' },
  { name: 'arabic', status: 200, title: 'ارتفع النهر ثلاثة أيام', language: 'ar' },
  {
    name: 'gzip-bomb',
    status: 200,
    problem: 'too_large',
    title: 'A bomb',
    jobs: { archive: failed('too_large') },
  },
  { name: 'bad-gzip', problem: 'unreachable', jobs: dead('unreachable') },
  { name: 'paper.pdf', status: 200, title: 'A paper on rivers', type: 'pdf' },
  { name: 'picture.png', status: 200, type: 'image', jobs: nothingToRead },
  { name: 'drawing.svg', status: 200, type: 'image', jobs: nothingToRead },
  { name: 'never-loads', status: 200, title: 'Still loading' },
  { name: 'eats-memory', status: 200, title: 'Hungry', jobs: { screenshot: failed('crashed') } },
  { name: 'endless-loop', status: 200, title: 'Round and round', jobs: { screenshot: failed('timeout') } },
  { name: 'dialogs', status: 200, title: 'Dialogs' },
  { name: 'pop-ups', status: 200, title: 'Pop-ups' },
  {
    name: 'archive.zip',
    status: 200,
    problem: 'not_html',
    type: 'file',
    jobs: { ...nothingToRead, screenshot: skipped, archive: skipped },
  },
  { name: 'web-socket', status: 200, title: 'Connected' },
  { name: 'huge-dom', status: 200, title: 'Many elements' },
  { name: 'deep-dom', status: 200, title: 'Deep' },
  { name: 'meta-refresh', status: 200, title: 'Moving on' },
  { name: 'frames-private', status: 200, title: 'Frames' },
  { name: 'empty', status: 200 },
  { name: 'animated', status: 200, title: 'Moving' },
];

/** Every page of the fixture site with the state and error that each of its jobs must end in. */
export const EXPECTED: Expected[] = ROWS.map((row, index) => ({
  ...row,
  number: index + 1,
  jobs: { ...allDone, ...row.jobs },
}));

const words: Record<Reason, RegExp> = {
  not_found: /no such page/,
  login: /wants a sign-in/,
  too_large: /too large/,
  timeout: /took too long|in time/,
  refused: /not on the public web|not public/,
  unreachable: /could not be reached|broke off|not compressed as/,
  server_error: /error of its own/,
  redirect_loop: /in circles/,
  tls: /certificate/,
  not_html: /a file, not a page/,
  crashed: /used up its memory/,
};

/** Whether what a job says of itself is a sentence about this reason. */
export const explains = (reason: Reason, said: string | undefined): boolean => words[reason].test(said ?? '');
