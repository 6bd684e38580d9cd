import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl } from './canonical.ts';

const CASES: [string, string][] = [
  ['https://example.com', 'https://example.com/'],
  ['HTTPS://Example.COM:443/Path', 'https://example.com/Path'],
  ['http://example.com:80/', 'http://example.com/'],
  ['http://example.com:8080/', 'http://example.com:8080/'],
  ['https://example.com./a', 'https://example.com/a'],
  ['https://me:pw@example.com/a', 'https://example.com/a'],
  ['https://example.com/?utm_source=x&utm_medium=y', 'https://example.com/'],
  ['https://example.com/a?b=2&a=1&fbclid=zz&gclid=1&mc_cid=2&mc_eid=3', 'https://example.com/a?a=1&b=2'],
  ['https://example.com/a?x=1&x=0', 'https://example.com/a?x=1&x=0'],
  ['https://example.com/a?flag&b=', 'https://example.com/a?b=&flag'],
  ['https://example.com/a?q=a+b%2fc', 'https://example.com/a?q=a+b%2Fc'],
  ['https://example.com/a?', 'https://example.com/a'],
  ['https://example.com/a#section', 'https://example.com/a'],
  ['https://example.com/a#:~:text=hello', 'https://example.com/a'],
  ['https://example.com/#/users/1', 'https://example.com/#/users/1'],
  ['https://example.com/#!/users/1', 'https://example.com/#!/users/1'],
  ['https://example.com/#!inbox', 'https://example.com/#!inbox'],
  ['https://example.com/%7Euser/%e3%81%82', 'https://example.com/~user/%E3%81%82'],
  ['https://en.m.wikipedia.org/wiki/Cat', 'https://en.wikipedia.org/wiki/Cat'],
  ['https://m.example.com/a', 'https://example.com/a'],
  ['https://mobile.twitter.com/a/status/1?s=20&t=x', 'https://twitter.com/a/status/1'],
  ['https://amp.example.co.uk/a', 'https://example.co.uk/a'],
  ['https://amp.dev/docs', 'https://amp.dev/docs'],
  ['https://m.youtube.com/watch?v=dQw4w9WgXcQ&feature=share', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['https://youtu.be/dQw4w9WgXcQ?si=abc', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['http://youtu.be/dQw4w9WgXcQ?t=42', 'https://www.youtube.com/watch?t=42&v=dQw4w9WgXcQ'],
  ['https://www.youtube.com/shorts/dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['https://youtube.com/embed/dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['https://example.com/news/story/amp/', 'https://example.com/news/story'],
  ['https://example.com/story.amp.html', 'https://example.com/story.html'],
  ['https://example.com/story?amp=1', 'https://example.com/story'],
  ['https://example.com/story?outputType=amp', 'https://example.com/story'],
  ['https://www.google.com/amp/s/www.example.com/story/amp', 'https://www.example.com/story'],
  ['https://www-example-com.cdn.ampproject.org/c/s/www.example.com/story', 'https://www.example.com/story'],
  ['https://www.amazon.de/Some-Name/dp/B00X4WHP5E/ref=sr_1_1?qid=1', 'https://www.amazon.de/dp/B00X4WHP5E'],
  ['https://example.com/search?si=1&feature=2', 'https://example.com/search?feature=2&si=1'],
  ['https://example.com/?ref=home', 'https://example.com/?ref=home'],
  ['http://127.0.0.1:3000/a?utm_source=x', 'http://127.0.0.1:3000/a'],
  ['https://m/', 'https://m/'],
  ['  https://example.com/a  ', 'https://example.com/a'],
  ['not an address', 'not an address'],
  ['mailto:a@example.com?utm_source=x', 'mailto:a@example.com?utm_source=x'],
];

describe('canonicalUrl', () => {
  it.each(CASES)('%s → %s', (address, canonical) => expect(canonicalUrl(address)).toBe(canonical));

  const label = fc.constantFrom('m', 'amp', 'www', 'mobile', 'a', 'google', 'youtube', 'cdn', 'youtu');
  const host = fc.tuple(
    fc.array(label, { maxLength: 3 }),
    fc.constantFrom('com', 'co.uk', 'be', 'cdn.ampproject.org'),
  );
  const segment = fc.oneof(
    label,
    fc.constantFrom('s', 'c', 'amp', 'shorts', 'dQw4w9WgXcQ', 'x.amp', 'x.amp.html'),
    fc.webFragments(),
  );
  const address = fc
    .tuple(host, fc.array(segment, { maxLength: 6 }), fc.webQueryParameters(), fc.webFragments())
    .map(
      ([[labels, tld], path, query, hash]) =>
        `https://${[...labels, 'x', tld].join('.')}/${path.join('/')}?${query}#${hash}`,
    );

  it('is idempotent', () => {
    const same = (url: string) => {
      expect(canonicalUrl(canonicalUrl(url))).toBe(canonicalUrl(url));
    };
    fc.assert(
      fc.property(fc.oneof(address, fc.webUrl({ withQueryParameters: true, withFragments: true })), same),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on the order of different parameters', () => {
    const pairs = fc.uniqueArray(
      fc.tuple(fc.stringMatching(/^[a-z]{1,6}$/), fc.stringMatching(/^[a-z0-9]{0,6}$/)),
      { selector: ([name]) => name, maxLength: 6 },
    );
    fc.assert(
      fc.property(pairs, (found) => {
        const url = (list: [string, string][]) =>
          `https://example.com/?${list.map(([name, value]) => `${name}=${value}`).join('&')}`;
        expect(canonicalUrl(url([...found].reverse()))).toBe(canonicalUrl(url(found)));
      }),
    );
  });
});
