import type { Sql } from '@portfolio/db/client';
import { isId } from '@portfolio/db/ids';
import { z } from 'zod';
import type { RecentApp, RecentItem, RecentQuery } from '../search.ts';
import { anyLexeme, quote, spaceOf } from '../words.ts';

const row = z.object({
  app: z.string(),
  counts: z.record(z.string(), z.number()),
  items: z
    .array(
      z.object({
        type: z.string(),
        id: z.string(),
        title: z.string(),
        url: z.string(),
        indexedAt: z.string(),
      }),
    )
    .nullable(),
});

/** When a resource was made: the first 48 bits of a UUIDv7 are milliseconds since 1970 (RFC 9562). */
const madeAt = (id: string, indexedAt: string): string =>
  isId(id) && id[14] === '7'
    ? new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString()
    : indexedAt;

const newestFirst = (a: RecentItem, b: RecentItem): number => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);

/** What is new, by the one lexeme that all documents of a reader share; no row of another reader is looked at. */
export const createRecent =
  (sql: Sql) =>
  async ({ readers, perApp }: RecentQuery): Promise<RecentApp[]> => {
    if (readers.length === 0) return [];
    const spaces = [...new Set(readers.map(spaceOf))].map((space) => quote(space + anyLexeme));
    const rows = await sql`
      with mine as materialized (
        select seq, app, type from search.documents
        where terms @@ ${spaces.join(' | ')}::tsquery and readers && ${[...readers]}::text[]),
      counts as (
        select app, json_object_agg(type, n) as counts
        from (select app, type, count(*)::int as n from mine group by app, type) each group by app),
      newest as (
        select app, seq from (
          select app, seq, row_number() over (partition by app order by seq desc) as place from mine) placed
        where place <= ${perApp}::int)
      select c.app, c.counts, (
        select json_agg(json_build_object('type', d.type, 'id', d.id, 'title', d.title, 'url', d.url,
          'indexedAt', to_char(d.indexed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by d.seq desc)
        from newest n join search.documents d using (seq) where n.app = c.app) as items
      from counts c order by c.app`;
    return z
      .array(row)
      .parse([...rows])
      .map(({ app, counts, items }) => ({
        app,
        counts,
        items: (items ?? [])
          .map(({ indexedAt, ...item }) => ({ ...item, app, at: madeAt(item.id, indexedAt) }))
          .sort(newestFirst),
      }));
  };
