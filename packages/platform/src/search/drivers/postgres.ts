import type { Db, Sql, Tx } from '@portfolio/db/client';
import { documents, vocabulary, weights } from '@portfolio/db/schema/search';
import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { DocumentKey, Search, SearchDocument } from '../search.ts';
import { anyLexeme, indexed, quote, segmentMark, segmentOf, segmentSize, spaceLength } from '../words.ts';
import { createFinder } from './postgres.find.ts';
import { createRecent } from './postgres.recent.ts';

const batchMax = 100;
const knownTermsMax = 100_000;
/** The figures are counted anew when so many documents, and this share of all, came since. */
const recountFrom = 500;
const recountShare = 0.2;

const clean = (text: string): string => text.replaceAll('\0', ' ').toWellFormed();

const keyIs = ({ app, type, id }: DocumentKey) =>
  and(eq(documents.app, app), eq(documents.type, type), eq(documents.id, id));

/** Numbers for so many documents, taken before they are written because their lexemes name their segment. */
const takeSeqs = async (tx: Tx, n: number): Promise<number[]> => {
  const rows = await tx.execute<{ seq: string }>(sql`
    select nextval(pg_get_serial_sequence('search.documents', 'seq')) as seq from generate_series(1, ${n}::int)`);
  return rows.map(({ seq }) => Number(seq));
};

/** The terms of a document that keeps its `seq`, in the segment of that. */
const keptTerms = sql`ts_delete(excluded.terms, ${segmentMark} || excluded.seq / ${segmentSize}::int)
  || array_to_tsvector(array[${segmentMark} || ${documents.seq} / ${segmentSize}::int])`;

/** One statement for the wide rows, one for their weights; a document that is there already keeps its `seq`. */
const store = async (tx: Tx, batch: readonly SearchDocument[]): Promise<string[]> => {
  const rows = batch.map(({ title, body, keywords, ...rest }) => {
    const text = { title: clean(title), body: clean(body) };
    // Of a long body the end is not indexed, so the keywords come first.
    const found = keywords ? `${clean(keywords)}\n${text.body}` : text.body;
    return { ...rest, ...text, ...indexed(text.title, found, rest.readers) };
  });
  const given = await takeSeqs(tx, rows.length);
  const kept = await tx
    .insert(documents)
    .overridingSystemValue()
    .values(
      rows.map((row, index) => ({
        seq: given[index] ?? 0,
        app: row.app,
        type: row.type,
        id: row.id,
        owner: row.owner,
        readers: [...row.readers],
        title: row.title,
        body: row.body,
        url: row.url,
        facets: row.facets ?? {},
        terms: `${row.terms} ${quote(segmentOf(given[index] ?? 0))}`,
      })),
    )
    .onConflictDoUpdate({
      target: [documents.app, documents.type, documents.id],
      set: {
        owner: sql`excluded.owner`,
        readers: sql`excluded.readers`,
        title: sql`excluded.title`,
        body: sql`excluded.body`,
        url: sql`excluded.url`,
        facets: sql`excluded.facets`,
        terms: keptTerms,
        indexedAt: sql`now()`,
      },
    })
    .returning({ seq: documents.seq, app: documents.app, type: documents.type, id: documents.id });
  const seqs = new Map(kept.map(({ seq, ...key }) => [nameOf(key), seq]));
  await tx
    .insert(weights)
    .values(
      rows.map((row) => ({
        seq: seqs.get(nameOf(row)) ?? 0,
        readers: [...row.readers],
        length: row.length,
        stems: row.stems,
        frequencies: row.frequencies,
      })),
    )
    .onConflictDoUpdate({
      target: weights.seq,
      set: {
        readers: sql`excluded.readers`,
        length: sql`excluded.length`,
        stems: sql`excluded.stems`,
        frequencies: sql`excluded.frequencies`,
      },
    });
  return rows.flatMap((row) => row.vocabulary);
};

const nameOf = ({ app, type, id }: DocumentKey): string => JSON.stringify([app, type, id]);

/** The last of each key, in one order for all writers, so that two batches never wait for each other. */
const distinct = (all: readonly SearchDocument[]): SearchDocument[] =>
  [...new Map(all.map((document) => [nameOf(document), document]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, document]) => document);

/**
 * What the connections of `sql` are opened with. A look at every row would unpack every document, which the planner
 * does not count; planning would cost as much as finding; the nearest words may share but a fifth of their trigrams.
 */
export const searchSettings = {
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
  plan_cache_mode: 'force_generic_plan',
  'pg_trgm.similarity_threshold': '0.2',
};

/**
 * BM25 in SQL over a GIN index, spelling by trigrams: search in the database that is there anyway. `sql` is a raw
 * client opened with `searchSettings`; its statements stay prepared.
 */
export const postgresSearch = ({ db, sql: client }: { db: Db; sql: Sql }): Search => {
  const knownTerms = new Set<string>();
  let sinceCount = 0;
  let counting: Promise<void> | null = null;

  const learn = async (terms: readonly string[]): Promise<void> => {
    const fresh = [...new Set(terms)].filter((term) => !knownTerms.has(term)).sort();
    if (fresh.length === 0) return;
    await db.execute(sql`
      insert into ${vocabulary} (term) select unnest(${sql.param(fresh)}::text[]) on conflict do nothing`);
    if (knownTerms.size > knownTermsMax) knownTerms.clear();
    for (const term of fresh) knownTerms.add(term);
  };

  const maintain = async (): Promise<void> => {
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = '5min'`);
      await tx.execute(sql`
        insert into ${vocabulary} (term, documents)
        select substr(word, ${spaceLength + 1}::int) as term, sum(ndoc)::int
        from ts_stat('select terms from search.documents')
        where left(word, 1) <> ${segmentMark}
          and substr(word, ${spaceLength + 1}::int, 1) not in ('^', '+', '${sql.raw(anyLexeme)}') group by 1 order by 1
        on conflict (term) do update set documents = excluded.documents
        where vocabulary.documents not between excluded.documents * 0.8 and excluded.documents * 1.2`);
    });
  };

  const recountIfDue = async (added: number): Promise<void> => {
    sinceCount += added;
    if (counting || sinceCount < recountFrom) return;
    const total = await db.$count(documents);
    if (sinceCount < total * recountShare) return;
    sinceCount = 0;
    counting = maintain().finally(() => {
      counting = null;
    });
    await counting;
  };

  return {
    driver: 'postgres',
    index: async (all) => {
      const ready = distinct(all);
      for (let from = 0; from < ready.length; from += batchMax) {
        const batch = ready.slice(from, from + batchMax);
        const terms = await db.transaction((tx) => store(tx, batch));
        await learn(terms);
      }
      await recountIfDue(ready.length);
    },
    remove: async (keys) => {
      for (let from = 0; from < keys.length; from += batchMax)
        await db.delete(documents).where(or(...keys.slice(from, from + batchMax).map(keyIs)));
    },
    removeOwner: async (owner) => {
      await db.delete(documents).where(eq(documents.owner, owner));
    },
    query: createFinder(client),
    recent: createRecent(client),
    maintain,
    check: async () => {
      await db
        .select({ seq: documents.seq })
        .from(documents)
        .where(inArray(documents.seq, [0]))
        .limit(1);
    },
  };
};
