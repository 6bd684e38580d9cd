import { testDatabase } from '@portfolio/db/testing';
import { createCallerFactory, router } from '@portfolio/platform/kernel/trpc';
import {
  expectGuarded,
  expectPlainWords,
  problemOf,
  testCaller,
  testPerson,
} from '@portfolio/platform/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decksRouter, vocabularyRouter } from './router.ts';
import { DecksService } from './service.decks.ts';
import { WordDocuments } from './service.documents.ts';
import { foldText, termKeyOf } from './service.fold.ts';
import { VocabularyService } from './service.ts';

const { db } = await testDatabase();
const decks = new DecksService({ db });
const vocabulary = new VocabularyService({ db, decks });
const documents = new WordDocuments({ db, origin: 'http://localhost' });
const appRouter = router({ vocabulary: vocabularyRouter(vocabulary), decks: decksRouter(decks) });
const as = testCaller(createCallerFactory(appRouter));

const word = (term: string, more: object = {}) => ({ term, translations: ['x'], language: 'de', ...more });

test('every call wants a token and its scope', () => expectGuarded(appRouter));

test('what is wrong with an input is said in sentences', () => expectPlainWords(appRouter));

test('another person’s word or deck is not there, for every call that takes an id', async () => {
  const [owner, stranger] = [as(testPerson()), as(testPerson())];
  const { id, deckId } = await owner.vocabulary.create(word('Haus'));
  for (const call of [
    () => stranger.vocabulary.get({ id }),
    () => stranger.vocabulary.update({ id, term: 'x' }),
    () => stranger.vocabulary.delete({ id }),
    () => stranger.vocabulary.restore({ id }),
    () => stranger.vocabulary.create(word('Hof', { deckId })),
    () => stranger.vocabulary.bulk({ ids: [id], action: 'move', deckId }),
    () => stranger.decks.update({ id: deckId, name: 'x' }),
    () => stranger.decks.delete({ id: deckId }),
    () => stranger.decks.restore({ id: deckId }),
  ])
    expect((await problemOf(call())).status).toBe(404);
  expect(await stranger.vocabulary.bulk({ ids: [id], action: 'delete' })).toEqual({ ids: [] });
  expect((await stranger.vocabulary.list({ deck: deckId })).items).toEqual([]);
  expect(await owner.vocabulary.get({ id })).toMatchObject({ term: 'Haus', version: 1 });
});

test('a term stands once in a deck, however many add it at once, and again in another deck', async () => {
  const caller = as(testPerson());
  const first = await caller.vocabulary.create(word('der  Weg'));
  const twice = await Promise.allSettled(
    Array.from({ length: 50 }, () => caller.vocabulary.create(word('der Weg'))),
  );
  expect(twice.every(({ status }) => status === 'rejected')).toBe(true);
  expect(await problemOf(caller.vocabulary.create(word(' der Weg ')))).toMatchObject({
    status: 409,
    code: 'duplicate',
    existingId: first.id,
  });
  const other = await caller.decks.create({ name: 'Second' });
  expect(await caller.vocabulary.create(word('der Weg', { deckId: other.id }))).toMatchObject({
    deckId: other.id,
  });
});

test('fifty words at once by a newcomer go into one deck', async () => {
  const caller = as(testPerson());
  const made = await Promise.all(
    Array.from({ length: 50 }, (_, n) => caller.vocabulary.create(word(`w${n}`))),
  );
  expect(new Set(made.map(({ deckId }) => deckId)).size).toBe(1);
  expect((await caller.decks.list({})).items).toMatchObject([{ wordCount: 50 }]);
});

test('search takes no account of accents and case, and of no wildcard', async () => {
  const caller = as(testPerson());
  await caller.vocabulary.create(word('Élève', { translations: ['pupil', '100 %'], tags: ['école'] }));
  await caller.vocabulary.create(word('жизнь', { language: 'rus', translations: ['life'] }));
  const terms = async (q: string) => (await caller.vocabulary.list({ q })).items.map(({ term }) => term);
  expect(await terms('eleve')).toEqual(['Élève']);
  expect(await terms('ЖИЗ')).toEqual(['жизнь']);
  expect(await terms('ecole')).toEqual(['Élève']);
  expect(await terms('0 %')).toEqual(['Élève']);
  expect(await terms('_')).toEqual([]);
});

test('a deck in the trash hides its words, and brings them back', async () => {
  const caller = as(testPerson());
  const deck = await caller.decks.create({ name: 'Deck', language: 'de' });
  const { id } = await caller.vocabulary.create(word('Haus', { deckId: deck.id }));
  expect(await documents.one(id)).toMatchObject({ title: 'Haus' });
  await caller.decks.delete({ id: deck.id });
  await caller.decks.delete({ id: deck.id });
  expect((await caller.decks.list({ deleted: true })).items).toMatchObject([{ id: deck.id, wordCount: 1 }]);
  expect((await caller.vocabulary.list({ deleted: true })).items).toEqual([]);
  expect((await caller.vocabulary.list({})).items).toEqual([]);
  expect((await problemOf(caller.vocabulary.get({ id }))).status).toBe(404);
  expect(await documents.one(id)).toBeNull();
  expect((await documents.ofDeck(deck.id, null, 10)).shown).toBe(false);
  expect(await caller.decks.restore({ id: deck.id })).toMatchObject({ wordCount: 1 });
  expect(await caller.vocabulary.get({ id })).toMatchObject({ term: 'Haus' });
});

test('the trash gives a word back unless its term was added again', async () => {
  const caller = as(testPerson());
  const { id } = await caller.vocabulary.create(word('Haus'));
  await caller.vocabulary.delete({ id });
  await caller.vocabulary.delete({ id });
  const trash = async (someone: typeof caller): Promise<string[]> =>
    (await someone.vocabulary.list({ deleted: true })).items.map((one) => one.id);
  expect(await trash(caller)).toEqual([id]);
  expect(await trash(as(testPerson()))).toEqual([]);
  const again = await caller.vocabulary.create(word('Haus'));
  expect(await problemOf(caller.vocabulary.restore({ id }))).toMatchObject({
    code: 'duplicate',
    existingId: again.id,
  });
  await caller.vocabulary.delete({ id: again.id });
  expect(await caller.vocabulary.bulk({ ids: [id, again.id], action: 'restore' })).toEqual({ ids: [id] });
});

test('many are moved, held back and deleted at once; the answer names what changed', async () => {
  const caller = as(testPerson());
  const [one, two] = [await caller.vocabulary.create(word('a')), await caller.vocabulary.create(word('b'))];
  const target = await caller.decks.create({ name: 'Target' });
  await caller.vocabulary.create(word('b', { deckId: target.id }));
  const ids = [one.id, two.id];
  const moved = await caller.vocabulary.bulk({ ids, action: 'move', deckId: target.id });
  expect(moved).toEqual({ ids: [one.id] });
  expect((await caller.vocabulary.bulk({ ids, action: 'suspend' })).ids).toHaveLength(2);
  expect((await caller.vocabulary.bulk({ ids: [one.id], action: 'suspend' })).ids).toEqual([]);
  expect(await caller.vocabulary.get({ id: two.id })).toMatchObject({ state: 'suspended' });
  expect(await caller.vocabulary.update({ id: two.id, suspended: false })).toMatchObject({ state: 'new' });
  expect((await caller.vocabulary.bulk({ ids, action: 'delete' })).ids).toHaveLength(2);
});

test('a stale version is a conflict that shows what stands', async () => {
  const actor = testPerson();
  const { id, version } = await as(actor).vocabulary.create(word('eins'));
  await as(actor, { ifMatch: version }).vocabulary.update({ id, term: 'zwei' });
  const problem = await problemOf(as(actor, { ifMatch: version }).vocabulary.update({ id, term: 'drei' }));
  expect(problem).toMatchObject({ status: 409, code: 'conflict', current: { term: 'zwei' } });
});

test('null clears a field, and what is not sent stays', async () => {
  const caller = as(testPerson());
  const { id } = await caller.vocabulary.create(word('Haus', { context: 'Das Haus', partOfSpeech: 'noun' }));
  expect(await caller.vocabulary.update({ id, context: null, tags: ['home'] })).toMatchObject({
    context: null,
    partOfSpeech: 'noun',
    tags: ['home'],
    translations: ['x'],
  });
});

test('pages by cursor show each once', async () => {
  const caller = as(testPerson());
  for (let n = 0; n < 7; n += 1) await caller.vocabulary.create(word(`w${n}`));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await caller.vocabulary.list({ limit: 3, cursor, q: 'w' });
    seen.push(...page.items.map(({ term }) => term));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `w${n}`));
  expect((await problemOf(caller.vocabulary.list({ cursor: 'mine' }))).status).toBe(422);
});

test('bad words are refused with the field named', async () => {
  const caller = as(testPerson());
  for (const [input, field] of [
    [word(''), 'term'],
    [word('x', { translations: [] }), 'translations'],
    [word('x', { translations: Array.from({ length: 21 }, (_, n) => String(n)) }), 'translations'],
    [word('x', { language: 'not a language' }), 'language'],
  ] as const) {
    const problem = await problemOf(caller.vocabulary.create(input));
    expect([problem.status, Object.keys(problem.fields ?? {})]).toEqual([422, [field]]);
  }
});

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
      expect(termKeyOf(termKeyOf(text))).toBe(termKeyOf(text));
    }),
  );
});
