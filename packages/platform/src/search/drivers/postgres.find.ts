import type { Sql } from '@portfolio/db/client';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.ts';
import { invalid } from '../../kernel/errors.ts';
import { anyOf, parseQuery, phraseQuery, type Query } from '../query.ts';
import type { SearchHit, SearchQuery, SearchResult } from '../search.ts';
import { type Marks, snippet } from '../snippet.ts';
import { stem } from '../stem.ts';
import { segmentMark, segmentSize, spaceOf, stemHash, wordsOf } from '../words.ts';
import { corpusSize, resolveWords, type Slot } from './postgres.words.ts';

/** all = every word, as typed or misspelt beyond doubt; spelled = words may be others nearby; any = one word is enough. */
const modes = ['all', 'spelled', 'any'] as const;
type Mode = (typeof modes)[number];

const order = 'search';
/**
 * So many matches are counted. Of more than `rankedMax` those with hits in the title are ranked, and where these are
 * fewer than that, those with many hits: each tier is a walk through the index that costs as much as the first.
 */
const countedMax = 1_000;
const rankedMax: Record<Mode, number> = { all: 250, spelled: 250, any: 1_000 };
/**
 * Of each tier the newest are taken, of no more than these: sorting them all costs some 0.2 ms a thousand. Titles are
 * looked for in the newest two segments first: a word that is everywhere fills its tier there, at a quarter of the cost.
 */
const tierMax = 10_000;
/** From so many words on, a page that would not be filled takes documents that lack some of them. */
const looseFromWords = 4;
const looseDocumentsMax = 5_000;
const sizeKeptMs = 30_000;

const counted = z.array(z.object({ app: z.string(), type: z.string(), n: z.number() }));
const found = z.object({
  counts: counted.nullable(),
  items: z
    .array(
      z.object({
        seq: z.number(),
        score: z.number(),
        app: z.string(),
        type: z.string(),
        id: z.string(),
        title: z.string(),
        body: z.string(),
        url: z.string(),
      }),
    )
    .nullable(),
});
type Item = NonNullable<z.output<typeof found>['items']>[number];
type Found = { total: number; counts: z.output<typeof counted>; items: Item[] };

type Statement = {
  main: string;
  title: string;
  frequent: string;
  countedMax: number;
  stems: number[];
  idfs: number[];
};

const joined = (parts: readonly string[], operator: '&' | '|'): string => `(${parts.join(` ${operator} `)})`;

const commonness = ({ options }: Slot): number => Math.max(0, ...options.map(({ documents }) => documents));

/** The rare words of a loose query: a common one alone would match nearly everything. */
const rareEnough = (slots: readonly Slot[]): Slot[] => {
  let sum = 0;
  return [...slots]
    .sort((a, b) => commonness(a) - commonness(b))
    .filter((slot, index) => {
      sum += commonness(slot);
      return index === 0 || sum <= looseDocumentsMax;
    });
};

const mainOf = (slots: readonly Slot[], { none }: Query, mode: Mode, space: string): string => {
  const required = slots.filter(({ phrase }) => phrase).map(({ match }) => match(space));
  const words = slots.filter(({ phrase }) => !phrase);
  const wanted = (mode === 'any' ? rareEnough(words) : words).map(({ match }) => match(space));
  const core = mode === 'any' && wanted.length > 0 ? [joined(wanted, '|')] : wanted;
  return joined([...core, ...required, ...none.map((excluded) => `!${phraseQuery(excluded, space)}`)], '&');
};

const statementOf = (
  slots: readonly Slot[],
  parsed: Query,
  query: SearchQuery,
  mode: Mode,
  size: number,
): Statement => {
  const spaces = [...new Set(query.readers.map(spaceOf))];
  const mains = spaces.map((space) => mainOf(slots, parsed, mode, space));
  const best = new Map<string, number>();
  for (const { options } of slots)
    for (const { base, documents, weight } of options) {
      const idf = Math.log(1 + (Math.max(size, documents) - documents + 0.5) / (documents + 0.5)) * weight;
      best.set(base, Math.max(best.get(base) ?? 0, idf));
    }
  const bases = [...best.keys()];
  const flagged = (flag: string): string =>
    joined(
      spaces.map(
        (space, n) =>
          `(${anyOf(
            bases.map((base) => flag + base),
            space,
          )} & ${mains[n]})`,
      ),
      '|',
    );
  return {
    main: joined(mains, '|'),
    title: flagged('^'),
    frequent: flagged('+'),
    // The places of a phrase are compared in each document, so no more are looked at than are ranked.
    countedMax: slots.some(({ phrase }) => phrase) ? rankedMax[mode] : countedMax,
    stems: bases.map(stemHash),
    idfs: [...best.values()],
  };
};

type Page = { mode: Mode; after: { score: number; seq: number } | null };

const run = async (
  sql: Sql,
  statement: Statement,
  query: SearchQuery,
  { mode, after }: Page,
): Promise<Found> => {
  const { main, title, frequent, stems, idfs } = statement;
  const [app, type] = [query.app ?? null, query.type ?? null];
  const most = rankedMax[mode];
  const [score, seq] = after === null ? [1e9, 0] : [after.score, after.seq];
  const [row] = await sql`
    with hits as materialized (
      select seq, app, type from search.documents
      where terms @@ ${main}::tsquery and (${app}::text is null or app = ${app}) and (${type}::text is null or type = ${type})
      limit ${statement.countedMax}::int),
    counts as materialized (select app, type, count(*)::int as n from hits group by app, type),
    total as materialized (select coalesce(sum(n), 0)::int as n from counts),
    segments as materialized (
      select concat(${segmentMark}::text, last, '|', ${segmentMark}::text, last - 1)::tsquery as newest
      from (select coalesce(max(seq), 0) / ${segmentSize}::int as last from search.documents) numbered),
    newest as materialized (
      select seq from (
        select seq from search.documents
        where (select n from total) > ${most} and terms @@ (${title}::tsquery && (select newest from segments))
          and (${app}::text is null or app = ${app}) and (${type}::text is null or type = ${type})
        limit ${tierMax}) tier
      order by seq desc limit ${most}::int / 2),
    titled as materialized (
      select seq from newest
      union (select seq from (
        select seq from search.documents
        where (select n from total) > ${most} and (select count(*) from newest) < ${most}::int / 2
          and terms @@ ${title}::tsquery
          and (${app}::text is null or app = ${app}) and (${type}::text is null or type = ${type})
        limit ${tierMax}) tier
      order by seq desc limit ${most}::int / 2)),
    repeated as materialized (
      select seq from (
        select seq from search.documents
        where (select n from total) > ${most} and (select count(*) from titled) < ${most}::int / 2 and terms @@ ${frequent}::tsquery
          and (${app}::text is null or app = ${app}) and (${type}::text is null or type = ${type})
        limit ${tierMax}) tier
      order by seq desc limit ${most}::int / 2),
    picked as (
      select seq from hits where (select n from total) <= ${most}
      union select seq from titled
      union select seq from repeated
      union (select seq from hits where (select n from total) > ${most} order by seq desc limit ${most}::int / 4)),
    candidates as materialized (
      select w.seq, greatest(w.length, 1)::float8 as length, w.stems, w.frequencies
      from picked join search.weights w using (seq)
      where w.readers && ${[...query.readers]}::text[]),
    average as materialized (select avg(length) as length from candidates),
    scored as materialized (
      select c.seq, (
        select round(coalesce(sum(t.idf * f.tf * 2.2 / (f.tf + 1.2 * (0.25 + 0.75 * c.length / a.length))), 0)::numeric, 6)::float8
        from unnest(${stems}::int[], ${idfs}::float8[]) as t(stem, idf)
        cross join lateral (
          select coalesce(c.frequencies[array_position(c.stems, t.stem)], 0) / 4.0::float8 as tf) f
      ) as score
      from candidates c cross join average a),
    best as (
      select * from scored where (score, seq) < (${score}::float8, ${seq}::bigint)
      order by score desc, seq desc limit ${query.limit + 1}::int)
    select (select json_agg(counts) from counts) as counts,
      (select json_agg(json_build_object('seq', b.seq, 'score', b.score, 'app', d.app, 'type', d.type, 'id', d.id,
          'title', d.title, 'body', left(d.body, 20000), 'url', d.url) order by b.score desc, b.seq desc)
        from best b join search.documents d using (seq)) as items`;
  const { counts, items } = found.parse(row);
  return {
    counts: counts ?? [],
    items: items ?? [],
    total: (counts ?? []).reduce((sum, { n }) => sum + n, 0),
  };
};

/** Finds by the strictest reading of a query that finds something. */
export const createFinder = (sql: Sql) => {
  let size = { n: 0, until: 0 };
  const sizeNow = async (): Promise<number> => {
    if (performance.now() > size.until)
      size = { n: await corpusSize(sql), until: performance.now() + sizeKeptMs };
    return size.n;
  };
  return async (query: SearchQuery): Promise<SearchResult> => {
    const began = performance.now();
    const parsed = parseQuery(query.q);
    if (parsed.all.length === 0 || query.readers.length === 0) return empty(began);
    const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor, order);
    const after = cursor === null ? null : { score: Number(cursor[1]), seq: Number(cursor[2]) };
    if (after && !(Number.isFinite(after.score) && Number.isSafeInteger(after.seq)))
      throw invalid('cursor', 'Not a cursor of this list.');
    const asked = cursor === null ? modes : modes.filter((_, index) => index === Number(cursor[0]));
    let last: { rows: Found; slots: Slot[]; mode: Mode } | null = null;
    for (const mode of asked) {
      if (mode === 'any' && parsed.all.length < looseFromWords) break;
      const slots = await resolveWords(sql, parsed, mode === 'all' ? 'unknown' : 'every');
      const rows = await run(sql, statementOf(slots, parsed, query, mode, await sizeNow()), query, {
        mode,
        after,
      });
      if (last === null || rows.total > last.rows.total) last = { rows, slots, mode };
      if (rows.total >= (parsed.all.length >= looseFromWords ? query.limit : 1)) break;
    }
    return last === null ? empty(began) : present(query, last, began);
  };
};

const empty = (began: number): SearchResult => ({
  items: [],
  facets: { app: {}, type: {} },
  tookMs: Math.round(performance.now() - began),
});

const present = (
  { q, limit }: SearchQuery,
  { rows, slots, mode }: { rows: Found; slots: Slot[]; mode: Mode },
  began: number,
): SearchResult => {
  const marks: Marks = {
    stems: new Set(slots.flatMap(({ options }) => options.flatMap(({ base, term }) => [base, term]))),
    prefixes: slots.flatMap(({ prefix }) => (prefix === null ? [] : [prefix])),
  };
  const kept = rows.items.slice(0, limit);
  const items = kept.map(
    ({ seq: _, body, ...item }): SearchHit => ({ ...item, snippet: snippet(body, marks) }),
  );
  const last = kept.at(-1);
  const meant = spelledAs(q, slots, kept);
  const facets: SearchResult['facets'] = { app: {}, type: {} };
  for (const { app, type, n } of rows.counts) {
    facets.app[app] = (facets.app[app] ?? 0) + n;
    facets.type[type] = (facets.type[type] ?? 0) + n;
  }
  return {
    items,
    facets,
    tookMs: Math.round(performance.now() - began),
    ...(meant === null ? {} : { didYouMean: meant }),
    ...(rows.items.length > limit && last
      ? { nextCursor: encodeCursor(order, [modes.indexOf(mode), last.score, last.seq]) }
      : {}),
  };
};

/** The query in the documents' spelling: only words that the reader's own results hold are ever suggested. */
const spelledAs = (q: string, slots: readonly Slot[], items: readonly Item[]): string | null => {
  if (!slots.some(({ options }) => options.some(({ spelled }) => spelled))) return null;
  const shown = items.slice(0, 3).flatMap(({ title, body }) => [...wordsOf(title), ...wordsOf(body)]);
  const words = new Set(shown.map(({ text }) => text));
  const stems = new Set([...words].map(stem));
  let meant = q;
  for (const { word, options } of slots) {
    if (word === null || words.has(word) || stems.has(stem(word))) continue;
    const used = options.find(({ term, spelled }) => spelled && words.has(term));
    const typed = wordsOf(meant).find(({ text }) => text === word);
    if (used && typed) meant = meant.slice(0, typed.start) + used.term + meant.slice(typed.end);
  }
  return meant === q ? null : meant;
};
