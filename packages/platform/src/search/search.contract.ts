import { newId } from '@portfolio/db/ids';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Search, SearchDocument } from './search.ts';

/** What every search driver must do. Each test has a reader of its own, so that drivers may share a store. */
export const searchContract = (name: string, search: Search): void => {
  const someone = () => {
    const reader = `user:${newId()}`;
    const make = (title: string, body = '', more: Partial<SearchDocument> = {}): SearchDocument => ({
      app: 'firebook',
      type: 'bookmark',
      id: newId(),
      owner: reader,
      readers: [reader],
      title,
      body,
      url: 'https://example.org/',
      ...more,
    });
    const ask = (q: string, more: { app?: string; type?: string; cursor?: string; limit?: number } = {}) =>
      search.query({ q, readers: [reader], limit: 25, ...more });
    const titles = async (q: string): Promise<string[]> =>
      (await ask(q)).items.map(({ title }) => title).sort();
    return { reader, make, ask, titles };
  };

  test(`${name}: finds words in any form, without regard to case and accents`, async () => {
    const { make, titles } = someone();
    await search.index([
      make('Running shoes', 'For the long road'),
      make('Café crème', 'naïve façade'),
      make('Other'),
    ]);
    expect(await titles('run shoe')).toEqual(['Running shoes']);
    expect(await titles('CAFE ')).toEqual(['Café crème']);
    expect(await titles('facade naive')).toEqual(['Café crème']);
  });

  test(`${name}: every word must be there, and the excluded ones must not`, async () => {
    const { make, titles } = someone();
    await search.index([make('red apple', 'sweet'), make('red car', 'fast'), make('green apple', 'sour')]);
    expect(await titles('red apple')).toEqual(['red apple']);
    expect(await titles('apple -sour')).toEqual(['red apple']);
    expect(await titles('red -"fast car" -car')).toEqual(['red apple']);
  });

  test(`${name}: a phrase is its words in their order, side by side`, async () => {
    const { make, titles } = someone();
    await search.index([
      make('A', 'the state of the art in glass'),
      make('B', 'art of the state'),
      make('C', 'state art'),
    ]);
    expect(await titles('"state of the art"')).toEqual(['A']);
    expect(await titles('"state art"')).toEqual(['C']);
  });

  test(`${name}: keywords are found, and are no part of what is shown`, async () => {
    const { make, ask } = someone();
    await search.index([make('Lamp', 'It lasts.', { keywords: 'brass\nupstairs' })]);
    const { items } = await ask('brass');
    expect(items.map(({ title, snippet }) => [title, snippet])).toEqual([['Lamp', 'It lasts.']]);
  });

  test(`${name}: of many hits in titles the newest come first`, async () => {
    const { make, ask } = someone();
    const many = Array.from({ length: 600 }, (_, n) => make(`ferry ${n}`, 'crossing'));
    await search.index(many);
    const { items } = await ask('ferry crossing', { limit: 3 });
    expect(items.map(({ title }) => title)).toEqual(['ferry 599', 'ferry 598', 'ferry 597']);
    await search.index(many.slice(0, 300));
    expect(await ask('ferry crossing', { limit: 3 })).toMatchObject({ items });
  });

  test(`${name}: the last word counts as a beginning from two letters on`, async () => {
    const { make, titles } = someone();
    await search.index([make('Quixotic quest'), make('Quantum leap'), make('Plain')]);
    expect(await titles('qu')).toEqual(['Quantum leap', 'Quixotic quest']);
    expect(await titles('quixotic que')).toEqual(['Quixotic quest']);
    expect(await titles('qu leap')).toEqual([]);
  });

  test(`${name}: forgives one edit from four letters and two from eight`, async () => {
    const { make, ask } = someone();
    await search.index([
      make('Kubernetes handbook', 'orchestration of containers'),
      make('Fjord tour', 'boats'),
    ]);
    for (const typo of ['kubernets', 'kuberentes', 'kubarnetis', 'fjrod', 'fjort', 'conainers'])
      expect((await ask(`${typo} `)).items, typo).toHaveLength(1);
    for (const wrong of ['xubarmetis', 'fjxxd', 'bxt'])
      expect((await ask(`${wrong} `)).items, wrong).toHaveLength(0);
    expect((await ask('kubarnetes handbook')).didYouMean).toBe('kubernetes handbook');
    expect((await ask('kubernetes handbook')).didYouMean).toBeUndefined();
  });

  test(`${name}: suggests no word that the reader has no document with`, async () => {
    const [one, other] = [someone(), someone()];
    await search.index([other.make('Zanzibarian secrets'), one.make('Something else')]);
    const result = await one.ask('zanzibarien ');
    expect(result).toMatchObject({ items: [] });
    expect(result.didYouMean).toBeUndefined();
  });

  test(`${name}: marks hits and escapes everything else`, async () => {
    const { make, ask } = someone();
    await search.index([
      make('T', `${'filler '.repeat(200)}<img src=x onerror="alert('1')"> wombats & more`),
    ]);
    const [hit] = (await ask('wombat')).items;
    expect(hit?.snippet).toContain('<mark>wombats</mark> &amp; more');
    expect(hit?.snippet).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;');
    expect(hit?.snippet.replaceAll(/<\/?mark>/g, '')).not.toMatch(/[<>]/);
  });

  test(`${name}: a hit in the title comes first`, async () => {
    const { make, ask } = someone();
    await search.index([
      make('Notes', 'about lighthouses at sea and ships'),
      make('Lighthouses', 'at sea and ships'),
    ]);
    expect((await ask('lighthouse')).items.map(({ title }) => title)).toEqual(['Lighthouses', 'Notes']);
  });

  test(`${name}: pages hold every match once`, async () => {
    const { make, ask } = someone();
    const all = Array.from({ length: 53 }, (_, n) =>
      make(`Page ${n}`, `pagination ${'pagination '.repeat(n % 7)}`),
    );
    await search.index(all);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const result = await ask('pagination', { limit: 10, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...result.items.map(({ id }) => id));
      cursor = result.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(53);
    expect(new Set(seen).size).toBe(53);
  });

  test(`${name}: counts matches by app and type, and narrows by them`, async () => {
    const { make, ask } = someone();
    await search.index([
      make('facet one'),
      make('facet two', '', { type: 'collection' }),
      make('facet three', '', { app: 'codetalk', type: 'room' }),
    ]);
    const { facets } = await ask('facet');
    expect(facets).toEqual({
      app: { firebook: 2, codetalk: 1 },
      type: { bookmark: 1, collection: 1, room: 1 },
    });
    expect((await ask('facet', { app: 'firebook', type: 'collection' })).items).toMatchObject([
      { title: 'facet two' },
    ]);
  });

  test(`${name}: a document that changes is found by what it says now, a removed one not at all`, async () => {
    const { make, titles, reader } = someone();
    const before = make('Obsolete heading', 'antique');
    await search.index([before]);
    await search.index([{ ...before, title: 'Current heading', body: 'modern' }]);
    expect([await titles('antique '), await titles('modern ')]).toEqual([[], ['Current heading']]);
    await search.remove([before]);
    expect(await titles('modern ')).toEqual([]);
    await search.index([before]);
    await search.removeOwner(reader);
    expect(await titles('antique ')).toEqual([]);
  });

  test(`${name}: finds what is written without spaces`, async () => {
    const { make, titles } = someone();
    await search.index([
      make('東京の美味しいラーメン'),
      make('京都旅行'),
      make('Привет, мир', 'Ελληνικά κείμενα'),
    ]);
    expect(await titles('ラーメン')).toEqual(['東京の美味しいラーメン']);
    expect(await titles('東京')).toEqual(['東京の美味しいラーメン']);
    expect(await titles('привет')).toEqual(['Привет, мир']);
    expect(await titles('κειμενα')).toEqual(['Привет, мир']);
  });

  test(`${name}: no document of somebody else ever comes back`, async () => {
    const readers = Array.from({ length: 6 }, () => `user:${newId()}`);
    const rights = fc.array(fc.subarray(readers, { minLength: 1 }), { minLength: 1, maxLength: 12 });
    const word = fc.constantFrom(
      'alpha',
      'beta',
      'alpha beta',
      'alp',
      '"alpha beta"',
      'alpha -beta',
      'alhpa ',
    );
    await fc.assert(
      fc.asyncProperty(rights, word, fc.constantFrom(...readers), async (lists, q, reader) => {
        const { make } = someone();
        const docs = lists.map((list) => make('alpha beta', 'gamma', { readers: list }));
        await search.index(docs);
        const { items } = await search.query({ q, readers: [reader], limit: 100 });
        const allowed = new Set(docs.filter((doc) => doc.readers.includes(reader)).map(({ id }) => id));
        const mine = new Set(docs.map(({ id }) => id));
        expect(items.filter(({ id }) => mine.has(id)).every(({ id }) => allowed.has(id))).toBe(true);
        if (q.startsWith('alpha') && !q.includes('-'))
          expect(items.filter(({ id }) => mine.has(id))).toHaveLength(allowed.size);
        await search.remove(docs);
      }),
      { numRuns: 25 },
    );
  });

  test(`${name}: the newest of each app with counts, whatever was changed since`, async () => {
    const { reader, make } = someone();
    const other = someone();
    const old = make('first saved');
    const pages = Array.from({ length: 4 }, (_, n) => make(`page ${n}`));
    const room = make('a room', '', { app: 'codetalk', type: 'room', readers: [reader, other.reader] });
    for (const document of [old, ...pages, room, other.make('not mine')]) await search.index([document]);
    await search.index([{ ...old, title: 'first saved, renamed' }]);
    const found = await search.recent({ readers: [reader], perApp: 3 });
    expect(found.map(({ app, counts }) => [app, counts])).toEqual([
      ['codetalk', { room: 1 }],
      ['firebook', { bookmark: 5 }],
    ]);
    expect(found[1]?.items.map(({ title }) => title)).toEqual(['page 3', 'page 2', 'page 1']);
    expect(Math.abs(Date.parse(found[0]?.items[0]?.at ?? '') - Date.now())).toBeLessThan(60_000);
    expect(await search.recent({ readers: [other.reader], perApp: 3 })).toMatchObject([
      { app: 'codetalk', counts: { room: 1 } },
      { app: 'firebook', counts: { bookmark: 1 }, items: [{ title: 'not mine' }] },
    ]);
    await search.remove([room, ...pages, old]);
    expect(await search.recent({ readers: [reader], perApp: 3 })).toEqual([]);
    expect(await search.recent({ readers: [], perApp: 3 })).toEqual([]);
  });

  test(`${name}: whatever is typed, nothing breaks`, async () => {
    const { ask, make } = someone();
    await search.index([make("it's a test: a&b | !c <-> 'd' \\ :* (e)", 'x')]);
    const typed = [
      '',
      ' ',
      '"',
      '-',
      '-"',
      "'",
      '\\',
      ':*',
      '&|!()<->',
      '%_',
      '- -',
      '-x',
      '"" ""',
      '😀',
      'a'.repeat(5_000),
    ];
    for (const q of [...typed, 'the', 'the who', '東', "it's", 'e)'])
      expect((await ask(q)).tookMs).toBeGreaterThanOrEqual(0);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (q) => {
        await ask(q.toWellFormed().replaceAll('\0', ''));
      }),
      { numRuns: 100 },
    );
  });
};
