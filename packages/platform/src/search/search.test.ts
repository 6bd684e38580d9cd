import { createSql } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { testDatabase } from '@portfolio/db/testing';
import { afterAll, expect, test } from 'vitest';
import { postgresSearch, searchSettings } from './drivers/postgres.ts';
import { searchContract } from './search.contract.ts';
import type { SearchDocument } from './search.ts';
import { stem } from './stem.ts';
import { segmentSize } from './words.ts';

const { db, url } = await testDatabase();
const sql = createSql(url, { max: 2, name: 'search-test', settings: searchSettings });
afterAll(() => sql.end());
const search = postgresSearch({ db, sql });
searchContract('postgres', search);

test('the newest of many hits are found behind thousands of newer documents of others', async () => {
  const documents = (reader: string, n: number): SearchDocument[] =>
    Array.from({ length: n }, (_, index) => ({
      app: 'firebook',
      type: 'bookmark',
      id: newId(),
      owner: reader,
      readers: [reader],
      title: `ferry ${index}`,
      body: 'crossing',
      url: '/',
    }));
  const [mine, theirs] = [`user:${newId()}`, `user:${newId()}`];
  const own = documents(mine, 300);
  await search.index(own);
  const newest = async (): Promise<string[]> => {
    const { items } = await search.query({ q: 'ferry crossing', readers: [mine], limit: 2 });
    return items.map(({ title }) => title);
  };
  expect(await newest()).toEqual(['ferry 299', 'ferry 298']);
  await search.index(documents(theirs, 2 * segmentSize));
  await search.index(own.slice(0, 150));
  expect(await newest()).toEqual(['ferry 299', 'ferry 298']);

  const misplaced = await sql`
    select seq from search.documents
    where array(select word from unnest(tsvector_to_array(terms)) as word where word like '#%')
      <> array['#' || seq / ${segmentSize}::int]`;
  expect([...misplaced]).toEqual([]);
  await search.maintain();
  expect([...(await sql`select term from search.vocabulary where term = '' or term like '#%'`)]).toEqual([]);
}, 60_000);

test('stems follow Porter’s paper', () => {
  const pairs = `caresses caress ponies poni ties ti cats cat feed feed agreed agre plastered plaster bled bled motoring
    motor sing sing conflated conflat troubled troubl sized size hopping hop falling fall hissing hiss failing fail
    filing file happy happi sky sky relational relat conditional condit rational ration valenci valenc digitizer digit
    vietnamization vietnam predication predic operator oper feudalism feudal decisiveness decis hopefulness hope
    triplicate triplic formative form formalize formal electrical electr hopeful hope goodness good revival reviv
    allowance allow inference infer airliner airlin adjustable adjust defensible defens irritant irrit replacement
    replac adjustment adjust dependent depend adoption adopt communism commun activate activ angulariti angular
    homologous homolog effective effect bowdlerize bowdler probate probat rate rate cease ceas controll control roll roll`;
  const words = pairs.split(/\s+/);
  for (let index = 0; index < words.length; index += 2)
    expect(stem(words[index] ?? ''), words[index]).toBe(words[index + 1]);
});
