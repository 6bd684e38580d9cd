import { clean, type PageFacts } from './collect.ts';
import type { LinkedData } from './jsonld.ts';

const SEPARATOR = /\s+[|–—\-－·•»›:«‹/\\~]+\s+|\s*[|»›｜：＠]\s*|:\s*(?=\D)|_/gu;

/**
 * The title without the name of the site. The heading decides where the title's parts agree with it; otherwise
 * only a part that is the site's name, or its host's, is taken off.
 */
export function pageTitle(
  facts: PageFacts,
  linked: LinkedData,
  siteName: string | undefined,
  url: string,
): string | undefined {
  const meta = (name: string) => facts.metas.get(name)?.[0];
  const isHeadline = linked.types.some((type) => /Article$|BlogPosting$|Product$|VideoObject$/.test(type));
  const stated = [
    meta('citation_title'),
    meta('og:title'),
    isHeadline ? linked.title : undefined,
    meta('twitter:title'),
    meta('dc.title') ?? meta('dcterms.title') ?? meta('sailthru.title') ?? meta('parsely-title'),
    facts.title,
    facts.headings[0],
    linked.title,
    facts.items.get('headline')?.[0] ?? facts.items.get('name')?.[0],
  ].find((text) => text !== undefined && fold(text) !== '');
  if (stated === undefined) return undefined;
  const plain = clean(stated);
  const heading = agreeing(plain, facts.headings) ?? resembling([plain, facts.title], facts.headings);
  return (heading ?? withoutSite(plain, siteName, url)).slice(0, 1_000);
}

/** The heading, when the title is that heading with something before or after it. */
function agreeing(title: string, headings: string[]): string | undefined {
  const folded = fold(title);
  const parts = title.split(SEPARATOR).map(fold);
  return headings.find((heading) => {
    const own = fold(heading);
    if (own === folded) return true;
    if (own.length < 4 || own.length < folded.length * 0.25) return false;
    if (!folded.startsWith(own) && !folded.endsWith(own)) return false;
    return parts.includes(own) || joinsOf(parts).includes(own);
  });
}

/** The heading, when it says the same in other words: titles for search and sharing are often rewritten. */
function resembling(titles: string[], headings: string[]): string | undefined {
  return headings.slice(0, 3).find((heading) => {
    const own = new Set(fold(heading).split(' '));
    if (own.size < 4) return false;
    return titles.some((title) => {
      const words = new Set(fold(title).split(' '));
      const shared = [...own].filter((word) => words.has(word)).length;
      return shared >= 3 && shared / Math.min(own.size, words.size) >= 0.4;
    });
  });
}

/** Every run of parts from either end: a heading may hold separators of its own. */
function joinsOf(parts: string[]): string[] {
  const few = parts.slice(0, 8);
  return few
    .flatMap((_part, index) => [few.slice(0, index + 1).join(' '), few.slice(index).join(' ')])
    .map(fold);
}

function withoutSite(title: string, siteName: string | undefined, url: string): string {
  const names = [siteName, hostName(url), hostName(url).split('.')[0]]
    .map((name) => fold(name ?? ''))
    .filter((name) => name.length > 1);
  const isSite = (part: string) =>
    names.some((name) => fold(part) === name || fold(part).replace(/ /g, '') === name.replace(/ /g, ''));
  const cuts = [...title.matchAll(SEPARATOR)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (const cut of cuts) {
    if (isSite(title.slice(cut.end))) return title.slice(0, cut.start).trim() || title;
    if (isSite(title.slice(0, cut.start))) return title.slice(cut.end).trim() || title;
  }
  return title;
}

function hostName(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^(?:www|m|mobile)\./, '') : '';
}

/** Letters and digits alone, without case and accents, so that spellings compare. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
