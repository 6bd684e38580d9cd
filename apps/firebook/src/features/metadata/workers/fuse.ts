import { getDomain } from 'tldts';
import { canonicalUrl } from '../canonical.ts';
import type { PageMetadata } from '../page.ts';
import { byline } from './byline.ts';
import { clean, type PageFacts } from './collect.ts';
import { dateInPath, readDate } from './dates.ts';
import { type LinkedData, readLinkedData } from './jsonld.ts';
import { pageLanguage } from './language.ts';
import { pageTitle } from './title.ts';

/** A page with a password field and more to read than this is a page with a form beside it. */
const LOGIN_PAGE_CHARS_MAX = 1_000;

/** Fuses what a page says in JSON-LD, OpenGraph, Twitter, Dublin Core, citations, microdata and itself. */
export function fuse(facts: PageFacts, url: string): PageMetadata {
  const linked = readLinkedData(facts.jsonLd);
  const base = baseOf(facts, url);
  const meta = (...names: string[]) =>
    names.map((name) => facts.metas.get(name)?.[0]).find((value) => value !== undefined);
  const item = (name: string) => facts.items.get(name)?.[0];
  const siteName = siteNameOf(meta, linked);
  const icons = iconsOf(facts, base);
  return {
    url,
    canonicalUrl: canonicalOf(facts, meta('og:url'), url, base),
    title: pageTitle(facts, linked, siteName, url),
    description: descriptionOf(facts, linked, meta),
    image: imageOf(facts, linked, base),
    favicon: icons[0],
    icons,
    siteName,
    author: byline(facts, linked, siteName),
    publishedAt: publishedAt(facts, linked, url),
    language: pageLanguage(
      [
        facts.htmlLang,
        meta('content-language'),
        linked.language,
        meta('og:locale'),
        meta('dc.language', 'dc.language.iso', 'citation_language'),
        item('inlanguage'),
      ],
      facts.sample || facts.paragraphs.join(' ') || facts.title,
    ),
    type: typeOf(facts, linked, meta('og:type')),
    asksForLogin: facts.hasPassword && facts.sample.length < LOGIN_PAGE_CHARS_MAX,
  };
}

type Meta = (...names: string[]) => string | undefined;

function baseOf(facts: PageFacts, url: string): string {
  return URL.canParse(facts.baseHref, url) ? new URL(facts.baseHref, url).href : url;
}

function absolute(href: string | undefined, base: string): string | undefined {
  if (!href || !URL.canParse(href, base)) return undefined;
  const resolved = new URL(href, base);
  return /^https?:$/.test(resolved.protocol) && resolved.href.length < 4_096 ? resolved.href : undefined;
}

/** What the page declares is believed within its own site, and never when it sends every page to the front page. */
function canonicalOf(facts: PageFacts, ogUrl: string | undefined, url: string, base: string): string {
  const declared = [facts.links.find(({ rel }) => rel.split(/\s+/).includes('canonical'))?.href, ogUrl];
  const believed = declared
    .map((href) => absolute(href, base))
    .find((href) => href !== undefined && isSamePage(href, url));
  return canonicalUrl(believed ?? url);
}

function isSamePage(declared: string, url: string): boolean {
  const [there, here] = [new URL(declared), new URL(url)];
  if (there.hostname !== here.hostname) {
    const domain = getDomain(there.hostname);
    if (domain === null || domain !== getDomain(here.hostname)) return false;
  }
  return (
    there.pathname !== '/' ||
    there.search !== '' ||
    (here.pathname === '/' && here.search === '') ||
    there.hash.startsWith('#!')
  );
}

function siteNameOf(meta: Meta, linked: LinkedData): string | undefined {
  const found = [
    meta('og:site_name'),
    linked.siteName,
    meta('application-name', 'al:ios:app_name', 'dc.publisher', 'citation_journal_title'),
  ];
  return found.find((name) => name !== undefined && name.length <= 100 && !/^https?:/.test(name));
}

function descriptionOf(facts: PageFacts, linked: LinkedData, meta: Meta): string | undefined {
  const stated = [
    meta('og:description'),
    meta('description'),
    meta('twitter:description', 'twitter:text:description'),
    linked.description,
    meta(
      'dc.description',
      'dcterms.description',
      'dc.description.abstract',
      'dcterms.abstract',
      'citation_abstract',
      'sailthru.description',
    ),
    facts.items.get('description')?.[0],
  ].find((text) => text !== undefined && text.length > 1);
  const own = stated ?? facts.paragraphs.find((text) => text.length >= 60);
  return own === undefined
    ? undefined
    : clean(own.replace(/<[^>]*>/g, ' ').replace(/&amp;/g, '&')).slice(0, 2_000);
}

function imageOf(facts: PageFacts, linked: LinkedData, base: string): string | undefined {
  const all = (name: string) => facts.metas.get(name) ?? [];
  const stated = [
    ...all('og:image:secure_url'),
    ...all('og:image'),
    ...all('og:image:url'),
    ...all('twitter:image'),
    ...all('twitter:image:src'),
    linked.image,
    ...all('thumbnail'),
    ...all('sailthru.image.full'),
    facts.links.find(({ rel }) => rel === 'image_src')?.href,
    ...(facts.items.get('image') ?? []),
    facts.images.find(({ width, height }) => width >= 300 && height >= 150)?.src,
  ];
  return stated.map((href) => absolute(href, base)).find((href) => href !== undefined);
}

function publishedAt(facts: PageFacts, linked: LinkedData, url: string): string | undefined {
  const metas = [
    'article:published_time',
    'article:published',
    'og:published_time',
    'og:article:published_time',
    'citation_publication_date',
    'citation_online_date',
    'citation_date',
    'parsely-pub-date',
    'sailthru.date',
    'datepublished',
    'dc.date.issued',
    'dcterms.issued',
    'dcterms.created',
    'dc.date.created',
    'dc.date',
    'dcterms.date',
    'publish-date',
    'publish_date',
    'pubdate',
    'published_date',
    'publication_date',
    'date',
    'article.published',
    'cxenseparse:recs:publishtime',
    'bt:pubdate',
    'ptime',
    'original-publish-date',
  ].flatMap((name) => facts.metas.get(name)?.slice(0, 1) ?? []);
  const microdata = ['datepublished', 'datecreated', 'uploaddate'].flatMap(
    (name) => facts.items.get(name)?.slice(0, 1) ?? [],
  );
  const stated = [linked.publishedAt, ...metas, ...microdata]
    .map((text) => readDate(text))
    .find((date) => date !== undefined);
  const found = stated ?? dateOnPage(facts, url);
  return found === undefined ? undefined : withTime(found, facts);
}

/** A page says its date once near its title; several times may be those of comments or other articles. */
function dateOnPage(facts: PageFacts, url: string): string | undefined {
  const shown = [...facts.times.slice(0, 3), ...facts.dateTexts]
    .map((text) => readDate(text))
    .find((date) => date !== undefined);
  const inPath = dateInPath(url);
  if (shown && inPath) return shown.slice(0, 7) === inPath.slice(0, 7) ? shown : inPath;
  return shown ?? inPath;
}

/** A day alone is made exact by a time that the page shows for the same day. */
function withTime(date: string, facts: PageFacts): string {
  if (!date.endsWith('T00:00:00.000Z')) return date;
  const exact = [...facts.times.slice(0, 3), ...facts.dateTexts].map((text) => readDate(text));
  return exact.find((shown) => shown?.slice(0, 10) === date.slice(0, 10) && shown !== date) ?? date;
}

function typeOf(facts: PageFacts, linked: LinkedData, ogType = ''): PageMetadata['type'] {
  const types = [...linked.types, ...facts.itemTypes.map((type) => type.replace(/^.*\//, ''))];
  const is = (pattern: RegExp) => types.some((type) => pattern.test(type));
  if (/^(?:og:)?product/i.test(ogType) || is(/^Product(?:Group)?$/)) return 'product';
  if (/^video/i.test(ogType) || is(/^VideoObject$/))
    return is(/Article$|BlogPosting$/) && !/^video/i.test(ogType) ? 'article' : 'video';
  if (/^article/i.test(ogType) || is(/Article$|BlogPosting$|^Report$/)) return 'article';
  if (facts.metas.has('article:published_time') || facts.metas.has('citation_title')) return 'article';
  return 'page';
}

function iconsOf(facts: PageFacts, base: string): string[] {
  const scored = facts.links.flatMap(({ rel, href, sizes, type }) => {
    const rels = rel.split(/\s+/);
    const isTouch = rels.some((name) => name.startsWith('apple-touch-icon'));
    if (!isTouch && !rels.includes('icon')) return [];
    const url = absolute(href, base);
    const size =
      type === 'image/svg+xml' || sizes === 'any' ? 64 : Number.parseInt(sizes, 10) || (isTouch ? 180 : 16);
    // 64 pixels are drawn sharp at 32: nearest above is best, below counts double.
    return url ? [{ url, distance: size >= 64 ? size - 64 : (64 - size) * 4 }] : [];
  });
  scored.sort((a, b) => a.distance - b.distance);
  const fallback = absolute('/favicon.ico', base);
  return [...new Set([...scored.map(({ url }) => url), ...(fallback ? [fallback] : [])])].slice(0, 8);
}
