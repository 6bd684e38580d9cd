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
  /** Brings the engine's figures up to date; now and then, and after large changes. */
  maintain(): Promise<void>;
  check(): Promise<void>;
};
