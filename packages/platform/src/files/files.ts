/** Bytes by key. Keys are made by us: lower-case path segments, never a person's file name. */
export interface Files {
  readonly driver: string;
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. */
  get(key: string): Promise<Uint8Array | null>;
  /** A stream with its size, for large answers; null when there is none. */
  open(key: string): Promise<{ stream: ReadableStream<Uint8Array>; size: number } | null>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  check(): Promise<void>;
}
