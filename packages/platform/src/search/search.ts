/** One resource as it is found. `readers` are the keys of those who may find it, such as `user:<id>` or `public`. */
export type SearchDocument = {
  app: string;
  /** The resource's name in the API, such as `bookmark`. */
  type: string;
  id: string;
  owner: string;
  readers: readonly string[];
  title: string;
  body: string;
  /** Found by as the body is, but no part of a snippet: tags, addresses. */
  keywords?: string;
  url: string;
  facets?: Record<string, string | number | boolean>;
};

export type DocumentKey = Pick<SearchDocument, 'app' | 'type' | 'id'>;

export type SearchQuery = {
  /** Words, "phrases", -excluded; the last word counts as a beginning while it is being typed. */
  q: string;
  /** Whose eyes: only documents with one of these readers come back. */
  readers: readonly string[];
  app?: string | undefined;
  type?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

export type SearchHit = DocumentKey & {
  title: string;
  /** HTML: hits in `<mark>`, all else escaped. */
  snippet: string;
  url: string;
  score: number;
};

export type SearchResult = {
  items: SearchHit[];
  /** How many of all that match, by app and type; a driver may stop counting at some thousands. */
  facets: { app: Record<string, number>; type: Record<string, number> };
  tookMs: number;
  /** The query with its words as the documents spell them, if that is what was found. */
  didYouMean?: string;
  nextCursor?: string;
};

export type RecentQuery = {
  /** Whose eyes, as in a query. */
  readers: readonly string[];
  /** So many of the newest of each app. */
  perApp: number;
};

export type RecentItem = DocumentKey & {
  title: string;
  url: string;
  /** ISO 8601: when the resource was made, as its UUIDv7 says; for other ids when it was last indexed. */
  at: string;
};

/** What is there for somebody in one app: how many of each type, and the newest, newest first. */
export type RecentApp = { app: string; counts: Record<string, number>; items: RecentItem[] };

/** Finds resources of all apps by words. */
export type Search = {
  readonly driver: string;
  /** Adds documents or takes the place of those with the same app, type and id. Findable when it resolves. */
  index(documents: readonly SearchDocument[]): Promise<void>;
  /** Takes documents out; those that are not there are no error. */
  remove(keys: readonly DocumentKey[]): Promise<void>;
  /** Takes out everything that a person owned. */
  removeOwner(owner: string): Promise<void>;
  query(query: SearchQuery): Promise<SearchResult>;
  /** The newest documents of each app that has any for these readers, by app. */
  recent(query: RecentQuery): Promise<RecentApp[]>;
  /** Brings the engine's figures up to date; now and then, and after large changes. */
  maintain(): Promise<void>;
  check(): Promise<void>;
};
