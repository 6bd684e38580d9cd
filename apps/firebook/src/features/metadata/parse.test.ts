import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PageParser, workerFile } from './parse.ts';

const appFolder = join(import.meta.dirname, '../../..');
const parser = new PageParser({ appFolder, timeoutMs: 20_000 });
afterAll(() => parser.close());

const page = (html: string, url = 'https://example.com/story', contentType = 'text/html; charset=utf-8') => ({
  url,
  body: Buffer.from(html),
  contentType,
});
const head = (inner: string, body = '') =>
  page(`<!doctype html><html><head>${inner}</head><body>${body}</body></html>`);
const linked = (data: object) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
const prose =
  '<p>The river rose for three days before anyone in the valley thought of leaving their houses behind.</p>'.repeat(
    12,
  );

describe('where the worker lies', () => {
  it('is found from the app and from the repository, and said when it is not', () => {
    expect(workerFile(appFolder)).toMatch(/workers\/parse\.worker\.ts$/);
    expect(workerFile()).toBe(workerFile(appFolder));
    expect(() => workerFile(mkdtempSync(join(tmpdir(), 'no-app-')))).toThrow(/parse\.worker\.ts/);
  });
});

describe('metadata', () => {
  it('reads an article from JSON-LD, OpenGraph and the page', async () => {
    const data = {
      '@context': 'https://schema.org',
      '@graph': [
        {
          '@type': 'NewsArticle',
          headline: 'The river rose',
          author: [{ '@id': '#ann' }, { name: 'Bo Li' }],
          datePublished: '2024-03-05T10:00:00+01:00',
          publisher: { name: 'The Valley' },
        },
        { '@id': '#ann', '@type': 'Person', name: 'Ann Lee' },
      ],
    };
    const html = head(
      `<title>The river rose | The Valley</title><meta property="og:image" content="/river.jpg"><meta property="og:description" content="Three days of rain.">
       <link rel="canonical" href="https://www.example.com/story?utm_source=feed"><link rel="icon" href="/icon.png" sizes="64x64">${linked(data)}`,
      `<h1>The river rose</h1>${prose}`,
    );
    expect(await parser.metadata(html)).toEqual({
      url: 'https://example.com/story',
      canonicalUrl: 'https://www.example.com/story',
      title: 'The river rose',
      description: 'Three days of rain.',
      image: 'https://example.com/river.jpg',
      favicon: 'https://example.com/icon.png',
      icons: ['https://example.com/icon.png', 'https://example.com/favicon.ico'],
      siteName: 'The Valley',
      author: 'Ann Lee, Bo Li',
      publishedAt: '2024-03-05T09:00:00.000Z',
      language: 'en',
      type: 'article',
      asksForLogin: false,
    });
  });

  const titles: [string, string, string | undefined][] = [
    ['<title>A walk — Example</title>', '<h1>A walk</h1>', 'A walk'],
    ['<title>Example: A walk</title><meta property="og:site_name" content="Example">', '', 'A walk'],
    ['<title>A walk - part two</title>', '', 'A walk - part two'],
    ['<title>Tom &amp; Jerry &lt;3</title>', '', 'Tom & Jerry <3'],
    [
      '<title>Social words about the very long walk</title>',
      '<h1>The very long walk home</h1>',
      'The very long walk home',
    ],
    ['', '<h1>Only a heading</h1>', 'Only a heading'],
    ['<title></title>', '<p>nothing</p>', undefined],
    ['', '<svg><title>An icon</title></svg><h1>The page</h1>', 'The page'],
  ];
  it.each(titles)('takes the title of %s', async (inner, body, title) => {
    expect((await parser.metadata(head(inner, body))).title).toBe(title);
  });

  it.each([
    ['a product', linked({ '@type': 'Product', name: 'Lamp' }), 'product'],
    ['a video', '<meta property="og:type" content="video.other">', 'video'],
    ['an article', '<meta property="og:type" content="article">', 'article'],
    ['a paper', '<meta name="citation_title" content="On lamps">', 'article'],
    ['anything else', '<title>x</title>', 'page'],
  ])('knows %s', async (_what, inner, type) => {
    expect((await parser.metadata(head(inner))).type).toBe(type);
  });

  it('names authors without what surrounds them', async () => {
    const author = async (inner: string, body = '') => (await parser.metadata(head(inner, body))).author;
    expect(await author('<meta name="author" content="By Ann Lee, Staff Writer">')).toBe('Ann Lee');
    expect(
      await author(
        '<meta name="citation_author" content="Turing, Alan"><meta name="citation_author" content="Lee, Ann">',
      ),
    ).toBe('Alan Turing, Ann Lee');
    expect(await author('', '<h1>x</h1><div>By <span>Ann Lee</span></div>')).toBe('Ann Lee');
    expect(await author('', '<a rel="author" href="/a">Ann Lee</a>')).toBe('Ann Lee');
    expect(await author('<meta name="author" content="https://facebook.com/x">')).toBeUndefined();
  });

  it.each([
    ['<meta property="article:published_time" content="2024-03-05T10:00:00Z">', '2024-03-05T10:00:00.000Z'],
    ['<meta name="date" content="March 5, 2024">', '2024-03-05T00:00:00.000Z'],
    ['<meta name="date" content="5. March 2024 14:30 CET">', '2024-03-05T13:30:00.000Z'],
    ['<meta name="date" content="2024年3月5日">', '2024-03-05T00:00:00.000Z'],
    ['<meta name="citation_date" content="1936/05/28">', '1936-05-28T00:00:00.000Z'],
    ['<meta name="date" content="3024-03-05">', undefined],
    ['<meta name="date" content="nonsense">', undefined],
  ])('reads the date of %s', async (inner, date) => {
    expect((await parser.metadata(head(inner))).publishedAt).toBe(date);
  });

  it('believes a canonical address only of its own site, and not the front page for all', async () => {
    const canonical = async (href: string) =>
      (await parser.metadata(head(`<link rel="canonical" href="${href}">`))).canonicalUrl;
    expect(await canonical('/other#part')).toBe('https://example.com/other');
    expect(await canonical('https://evil.test/x')).toBe('https://example.com/story');
    expect(await canonical('https://example.com/')).toBe('https://example.com/story');
    expect(await canonical('javascript:alert(1)')).toBe('https://example.com/story');
  });

  it('survives broken and hostile pages', async () => {
    const deep = '<div>'.repeat(200_000);
    const broken = `<script type="application/ld+json">{"@type":"Article","headline":"Mended",}</script><meta content><meta name="author"><base href="::"><link rel=icon href="data:x">`;
    expect(await parser.metadata(head('<title>Deep</title>', deep))).toMatchObject({ title: 'Deep' });
    expect(await parser.metadata(head(broken))).toMatchObject({
      title: 'Mended',
      favicon: 'https://example.com/favicon.ico',
    });
    expect(await parser.metadata(page(''))).toMatchObject({ title: undefined, type: 'page' });
    expect(
      await parser.metadata({ url: 'https://example.com/', body: Buffer.alloc(1_000_000, 0xff) }),
    ).toMatchObject({ type: 'page' });
  });

  it('reads a page in less than 30 ms', async () => {
    const html = head(
      `<title>x</title>${linked({ '@type': 'Article', headline: 'x' })}`,
      `<h1>x</h1>${`<div class="card"><a href="/a"><img src="/b.png">${prose}</a></div>`.repeat(60)}`,
    );
    const times: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      const started = performance.now();
      await parser.metadata(html);
      times.push(performance.now() - started);
    }
    expect(times.sort((a, b) => a - b)[7]).toBeLessThan(30);
  });
});

describe('charsets', () => {
  // 「日本語のページです。ひらがなとカタカナ」 in Shift_JIS and EUC-JP.
  const shiftJis = Buffer.from(
    '93fa967b8cea82cc8379815b835782c582b7814282d082e782aa82c882c6834a835e834a8369',
    'hex',
  );
  const eucJp = Buffer.from(
    'c6fccbdcb8eca4cea5daa1bca5b8a4c7a4b9a1a3a4d2a4e9a4aca4caa4c8a5aba5bfa5aba5ca',
    'hex',
  );
  const wrap = (title: Buffer, meta = '') =>
    Buffer.concat([Buffer.from(`<html lang="ja"><head>${meta}<title>`), title, Buffer.from('</title>')]);
  const expected = '日本語のページです。ひらがなとカタカナ';

  it.each([
    ['declared', shiftJis, '<meta charset="shift_jis">', 'text/html'],
    ['in the header', shiftJis, '', 'text/html; charset=Shift_JIS'],
    ['as Latin-1, wrongly', shiftJis, '<meta charset="iso-8859-1">', 'text/html; charset=iso-8859-1'],
    ['as UTF-8, wrongly', shiftJis, '', 'text/html; charset=utf-8'],
    ['not at all', eucJp, '', 'text/html'],
    ['as Latin-1 over UTF-8', Buffer.from(expected), '', 'text/html; charset=iso-8859-1'],
  ])('reads an encoding declared %s', async (_how, title, meta, contentType) => {
    const { title: read } = await parser.metadata({
      url: 'https://example.jp/',
      body: wrap(title, meta),
      contentType,
    });
    expect(read).toBe(expected);
  });

  it('leaves real Latin-1 alone', async () => {
    const body = Buffer.from(
      '<title>Caf\xe9 \xe0 Gen\xe8ve, d\xe9j\xe0 vu \xfcber Stra\xdfe</title>',
      'latin1',
    );
    expect(
      (await parser.metadata({ url: 'https://example.com/', body, contentType: 'text/html' })).title,
    ).toBe('Café à Genève, déjà vu über Straße');
  });
});

describe('languages', () => {
  it.each([
    ['en-US', 'The quick brown fox', 'en'],
    ['', 'これは日本語のページです。今日はとても良い天気で、散歩に行きました。', 'ja'],
    ['en', 'これは日本語のページです。今日はとても良い天気で、散歩に行きました。', 'ja'],
    [
      '',
      'هذا نص باللغة العربية يتحدث عن الطقس الجميل في هذا اليوم وعن المشي في الحديقة مع الأصدقاء والعائلة في المساء الجميل قبل العودة إلى البيت',
      'ar',
    ],
    [
      '',
      'Das ist ein längerer deutscher Text über das Wetter und die Landschaft, den niemand mit einer anderen Sprache verwechseln kann, weil er so lang ist.',
      'de',
    ],
    ['zh-Hant-TW', '', 'zh'],
    ['klingon', 'x', undefined],
  ])('%s with %s is %s', async (lang, text, language) => {
    const found = await parser.metadata(page(`<html lang="${lang}"><body><p>${text}</p>`));
    expect(found.language).toBe(language);
  });
});

describe('text', () => {
  it('gives the main text with its paragraphs, without the rest', async () => {
    const html = head(
      '<title>x</title>',
      `<nav>Menu Home About</nav><article><h1>x</h1>${prose}</article><footer>Copyright</footer>`,
    );
    const text = await parser.text(html);
    expect(text).toMatchObject({ source: 'article', language: 'en', readingMinutes: 1 });
    expect(text.text.split('\n\n').length).toBeGreaterThanOrEqual(12);
    expect(text.text).not.toMatch(/Menu|Copyright/);
  });

  it('counts Japanese by its own measure and falls back where there is no article', async () => {
    const japanese = await parser.text(
      page(
        `<html lang="ja"><body><article>${'<p>今日はとても良い天気で、散歩に行きました。川の水は高く、誰も家を出ませんでした。</p>'.repeat(40)}`,
      ),
    );
    expect(japanese.readingMinutes).toBe(3);
    expect(japanese.wordCount).toBeGreaterThan(600);
    expect(await parser.text(page('<p>Short.'))).toMatchObject({
      text: 'Short.',
      source: 'page',
      wordCount: 1,
    });
    expect(await parser.text(page(`${'<div>'.repeat(100_000)}deep words`))).toMatchObject({ source: 'page' });
  });
});

describe('the threads', () => {
  it('end a page that takes too long, and go on with the next', async () => {
    await using resources = {
      parser: new PageParser({ appFolder, timeoutMs: 1 }),
      [Symbol.asyncDispose]: async () => resources.parser.close(),
    };
    await expect(resources.parser.text(page(prose.repeat(500)))).rejects.toMatchObject({
      name: 'ParseError',
      kind: 'timeout',
    });
    await expect(parser.metadata(page('<title>next</title>'))).resolves.toMatchObject({ title: 'next' });
  });

  it('end a page that needs too much memory, and go on with the next', async () => {
    // The libraries alone need 14 MB, the page more than 40.
    const small = new PageParser({ appFolder, memoryMb: 28, timeoutMs: 60_000 });
    const huge = page('<p><b>x</b><i class="a">y</i></p>'.repeat(19_500));
    await expect(small.text(huge)).rejects.toMatchObject({ kind: 'memory' });
    await expect(small.metadata(page('<title>next</title>'))).resolves.toMatchObject({ title: 'next' });
    await small.close();
  }, 120_000);

  it('read a page of more elements than a tree is built of as it stands', async () => {
    const many = '<b>x</b> <i>y</i> '.repeat(60_000);
    const { text, source } = await parser.text(page(`<p>First words.</p>${many}`));
    expect([source, text.slice(0, 12)]).toEqual(['page', 'First words.']);
  });

  it('refuse what is no PDF', async () => {
    await expect(parser.pdf(Buffer.from('not a pdf'), { wantsPicture: false })).rejects.toMatchObject({
      kind: 'unreadable',
    });
  });

  it('read a PDF and draw its first page', async () => {
    const source = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>endobj
4 0 obj<</Length 60>>stream
BT /F1 36 Tf 72 700 Td (A paper on bookmarks) Tj ET        
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
6 0 obj<</Title(Bookmarks)/Author(Ann Lee)/CreationDate(D:20240305101500)>>endobj
trailer<</Root 1 0 R/Info 6 0 R>>`;
    const pdf = await parser.pdf(Buffer.from(source), { wantsPicture: true });
    expect(pdf).toMatchObject({
      title: 'Bookmarks',
      author: 'Ann Lee',
      pages: 1,
      text: 'A paper on bookmarks',
      publishedAt: '2024-03-05T00:00:00.000Z',
    });
    expect(pdf.picture).toMatchObject({ width: 1280 });
  });
});

describe('tags', () => {
  const text =
    'The Rust compiler has a borrow checker. The borrow checker prevents data races in systems programming. Ownership is the idea behind memory safety in Rust. '.repeat(
      6,
    );
  const input = { url: 'https://github.com/rust-lang/rust', title: 'How Rust works', text, language: 'en' };

  it('prefers the tags that a person has, and never gives more than five', async () => {
    const ownTags = [
      { tag: 'lang/rust', count: 3 },
      { tag: 'Memory-Safety', count: 1 },
      { tag: 'cooking', count: 90 },
    ];
    const tags = await parser.tags({ ...input, ownTags });
    expect(tags.length).toBeLessThanOrEqual(5);
    expect(tags.slice(0, 2).map(({ tag, why, exists }) => ({ tag, why, exists }))).toEqual([
      { tag: 'lang/rust', why: 'yours', exists: true },
      { tag: 'Memory-Safety', why: 'yours', exists: true },
    ]);
    expect(tags.map(({ tag }) => tag)).not.toContain('cooking');
    expect(tags.some(({ why }) => why === 'phrase')).toBe(true);
  });

  it('does not bring back what was removed', async () => {
    const tags = await parser.tags({
      ...input,
      ownTags: [{ tag: 'rust', count: 1 }],
      removed: ['Rust', 'github'],
    });
    expect(tags.map(({ tag }) => tag)).not.toContain('rust');
    expect(tags.map(({ tag }) => tag)).not.toContain('github');
  });

  it('is not led astray by a page that names another language than it is written in', async () => {
    const tags = await parser.tags({ ...input, language: 'de', ownTags: [] });
    const dull = ['and', 'the', 'is', 'in', 'has', 'along'];
    expect(tags.map(({ tag }) => tag).filter((tag) => dull.includes(tag))).toEqual([]);
    expect(tags.length).toBeGreaterThan(0);
  });

  it('offers no address as a tag', async () => {
    const title = 'http://127.0.0.1:5490/notitle';
    const tags = await parser.tags({
      url: title,
      title,
      text: `${title} www.example.com/x `.repeat(9),
      ownTags: [],
    });
    expect(tags.map(({ tag }) => tag).filter((tag) => /[:/]|\d\.\d|www/.test(tag))).toEqual([]);
  });

  it('finds words in other languages', async () => {
    const german =
      'Der Rasenmäher mäht den Rasen. Ein Rasenmäher braucht Pflege, und jeder Garten braucht einen Rasenmäher. '.repeat(
        4,
      );
    const tags = await parser.tags({
      url: 'https://example.de/',
      title: 'Der beste Rasenmäher',
      text: german,
      language: 'de',
      ownTags: [],
    });
    expect(tags[0]).toMatchObject({ tag: 'rasenmäher', why: 'word', exists: false });
    const japanese = '図書館で本を読む。図書館は静かな場所です。図書館の利用案内。'.repeat(3);
    const found = await parser.tags({
      url: 'https://example.jp/',
      title: '図書館の案内',
      text: japanese,
      language: 'ja',
      ownTags: [],
    });
    expect(found[0]).toMatchObject({ tag: '図書館' });
  });
});
