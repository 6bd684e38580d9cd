/** What the columns of bookmarks may hold. Plain data: pages use it too. */
export const jobNames = ['fetch', 'metadata', 'text', 'tags', 'screenshot', 'archive', 'index'] as const;
export type JobName = (typeof jobNames)[number];
export const jobStates = ['pending', 'running', 'done', 'failed', 'skipped'] as const;

export const linkProblems = [
  ...(['not_found', 'login', 'too_large', 'timeout', 'refused', 'unreachable'] as const),
  ...(['server_error', 'redirect_loop', 'tls', 'not_html'] as const),
] as const;
export const bookmarkTypes = ['page', 'article', 'product', 'video', 'pdf', 'image', 'file', 'note'] as const;

/** The orders of a list; a minus means descending. */
export const bookmarkSorts = ['-createdAt', 'createdAt', 'title'] as const;
