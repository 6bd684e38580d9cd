import type { PageInput, PageMetadata, PageText, PdfDocument, TagInput, TagSuggestion } from './page.ts';

/** What a worker thread is asked, and what each kind of task answers with. */
export type WorkerTask =
  | { kind: 'metadata'; page: PageInput }
  | { kind: 'text'; page: PageInput }
  | { kind: 'pdf'; body: Uint8Array; wantsPicture: boolean }
  | { kind: 'tags'; input: TagInput };

export type WorkerAnswer = { id: number; result?: unknown; error?: string };

export type ResultOf = { metadata: PageMetadata; text: PageText; pdf: PdfDocument; tags: TagSuggestion[] };
