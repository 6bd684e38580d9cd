import type { Sql } from '@portfolio/db/client';
import { z } from 'zod';
import { anyOf, editDistance, editsAllowed, phraseQuery, prefixOf, type Query } from '../query.ts';
import { stem } from '../stem.ts';

/** A word that stands for what was asked. `documents` says how common it is, `weight` how surely it is meant. */
export type Option = { term: string; base: string; documents: number; weight: number; spelled: boolean };

/** One thing that was asked for, with what it may match. */
export type Slot = {
  /** As it was typed; null for a phrase. */
  word: string | null;
  phrase: boolean;
  prefix: string | null;
  options: Option[];
  /** PostgreSQL's tsquery, within the lexemes of one reader. */
  match: (space: string) => string;
};

/** A beginning that more words share is looked for among the commonest of them, and in full in titles alone. */
const prefixTermsMax = 40;
const prefixTermsUsed = 6;
/** A word that so many documents hold is taken as whole; what goes on from it is looked for in titles alone. */
const wholeFrom = 200;
const prefixOptions = 10;
const spellingOptions = 5;
const nearestMax = 200;

const term = z.array(z.object({ term: z.string(), documents: z.number() }));

/** How many documents there are, as the last ANALYZE saw it. */
export const corpusSize = async (sql: Sql): Promise<number> => {
  const [row] = await sql<{ n: number }[]>`
    select greatest(reltuples, 10)::int as n from pg_class where oid = 'search.documents'::regclass`;
  return row?.n ?? 10;
};

const counts = async (sql: Sql, terms: readonly string[]): Promise<Map<string, number>> => {
  const rows =
    await sql`select term, documents from search.vocabulary where term = any(${[...terms]}::text[])`;
  return new Map(term.parse(rows).map((row) => [row.term, row.documents]));
};

const option = (text: string, documents: number, weight: number, spelled = false): Option => ({
  term: text,
  base: stem(text),
  documents,
  weight,
  spelled,
});

/** Terms that begin so, the commonest first, and whether these are all. */
const beginningWith = async (sql: Sql, prefix: string): Promise<{ terms: Option[]; complete: boolean }> => {
  const pattern = `${prefix.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await sql`
    select term, documents from (
      select term, documents from search.vocabulary where term like ${pattern}::text limit 5000) begun
    order by documents desc, term limit ${prefixTermsMax + 1}`;
  const found = term.parse(rows);
  const complete = found.length <= prefixTermsMax;
  return {
    terms: found
      .slice(0, complete ? prefixTermsMax : prefixTermsUsed)
      .map((row) => option(row.term, row.documents, 0.6)),
    complete,
  };
};

/** Words of the index that are at most so many edits away, the nearest and commonest first. */
const nearby = async (sql: Sql, word: string): Promise<Option[]> => {
  const edits = editsAllowed(word);
  if (edits === 0) return [];
  const rows = await sql`
    select term, documents from search.vocabulary
    where term % ${word}::text and length(term) between ${word.length - edits}::int and ${word.length + edits}::int
    order by similarity(term, ${word}::text) desc limit ${nearestMax}`;
  return term
    .parse(rows)
    .map((row) => ({ ...row, distance: editDistance(row.term, word) }))
    .filter(({ distance }) => distance > 0 && distance <= edits)
    .sort((a, b) => a.distance - b.distance || b.documents - a.documents)
    .slice(0, spellingOptions)
    .map((row) => option(row.term, row.documents, row.distance === 1 ? 0.7 : 0.5, true));
};

const wordSlot = async (
  sql: Sql,
  { word, prefix }: { word: string; prefix: boolean },
  known: ReadonlyMap<string, number>,
  spell: 'unknown' | 'every',
): Promise<Slot> => {
  const base = stem(word);
  const exact = option(word, known.get(base) ?? 0, 1);
  const whole = spell === 'unknown' && exact.documents >= wholeFrom;
  const begun = prefix && !whole ? await beginningWith(sql, word) : { terms: [], complete: !whole };
  const unknown = !known.has(base) && begun.terms.length === 0;
  const spelled = unknown || spell === 'every' ? await nearby(sql, word) : [];
  const lexemes = [base, ...spelled.map((one) => one.base)];
  const beginnings = begun.terms.map((one) => one.term);
  const match = (space: string): string => {
    const exactly = anyOf(lexemes, space);
    if (!prefix) return exactly;
    if (begun.complete) return `(${exactly} | ${prefixOf(word, space)})`;
    const common = beginnings.length > 0 ? `${anyOf(beginnings, space)} | ` : '';
    return `(${exactly} | ${common}${prefixOf(`^${word}`, space)})`;
  };
  const options = [exact, ...begun.terms.slice(0, prefixOptions), ...spelled];
  return { word, phrase: false, prefix: prefix ? word : null, options, match };
};

/** Turns what was asked into what is matched: stems, beginnings, and where need be other spellings. */
export const resolveWords = async (sql: Sql, query: Query, spell: 'unknown' | 'every'): Promise<Slot[]> => {
  const words = query.all.flatMap((one) => (one.kind === 'word' ? [one.word] : one.words));
  const known = await counts(sql, [...new Set(words.map(stem))]);
  const slots: Slot[] = [];
  for (const one of query.all)
    if (one.kind === 'word') slots.push(await wordSlot(sql, one, known, spell));
    else {
      const options = one.words.map((word) => option(word, known.get(stem(word)) ?? 0, 1));
      slots.push({
        word: null,
        phrase: true,
        prefix: null,
        options,
        match: (space) => phraseQuery(one.words, space),
      });
    }
  return slots;
};
