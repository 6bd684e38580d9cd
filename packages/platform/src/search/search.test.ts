import { createSql } from '@portfolio/db/client';
import { testDatabase } from '@portfolio/db/testing';
import { afterAll, expect, test } from 'vitest';
import { postgresSearch, searchSettings } from './drivers/postgres.ts';
import { searchContract } from './search.contract.ts';
import { stem } from './stem.ts';

const { db, url } = await testDatabase();
const sql = createSql(url, { max: 2, name: 'search-test', settings: searchSettings });
afterAll(() => sql.end());
searchContract('postgres', postgresSearch({ db, sql }));

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
