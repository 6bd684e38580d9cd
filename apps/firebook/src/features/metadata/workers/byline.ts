import { clean, type PageFacts } from './collect.ts';
import type { LinkedData } from './jsonld.ts';
import { fold } from './title.ts';

const LEAD =
  /^(?:(?:words|story|text|photos?|written|posted|published|reported|reviewed|article)\s+)?(?:by|von|par|por|di|door|av|af|авторы?|autor(?:es)?|author|auteur|作者|文|著者)\s*[:：]?\s+|^By(?=\p{Lu}\p{Ll})/iu;
const TAIL =
  /\s*(?:[|•·–—]|\s-\s|,?\s+(?:on|am|le|el|updated|published|posted|follow|@|staff writer|senior|contributor|correspondent|reporter|editor)\b|\(?https?:|\/|\(|\s(?:is|in)\s).*$/i;
const NOT_A_NAME =
  /^(?:admin|administrator|editor|editorial(?: team| staff)?|staff|guest|unknown|anonymous|by|author|authors|share|comments?|\d+)$/i;

const COLLECTIVE = /^(?:Cond[eé] Nast|.*\b(?:Staff|News|Newsroom|Editors|Magazine|Team|Inc\.?|Media)$)/i;

/** Who wrote the page: names joined by commas, without "by", titles, dates and the site's own name. */
export function byline(
  facts: PageFacts,
  linked: LinkedData,
  siteName: string | undefined,
): string | undefined {
  const metas = (name: string) => facts.metas.get(name) ?? [];
  const citations = metas('citation_author').map(forename);
  const publisher = [siteName, linked.publisher].map((name) => fold(name ?? ''));
  const groups: string[][] = [
    citations,
    linked.author ? [linked.author] : [],
    metas('author').slice(0, 4),
    metas('article:author').slice(0, 4),
    metas('article:author_name'),
    metas('parsely-author'),
    metas('sailthru.author'),
    metas('dc.creator').length > 0 ? metas('dc.creator') : metas('dcterms.creator'),
    metas('dc.contributor'),
    metas('byl'),
    metas('twitter:data1').filter((_value, index) =>
      /written by|author/i.test(metas('twitter:label1')[index] ?? ''),
    ),
    (facts.items.get('author') ?? []).slice(0, 1),
    facts.byTexts.slice(0, 1),
    facts.bylines.slice(0, 1),
    facts.bylines.slice(1, 2),
    facts.authorLinks.slice(0, 1),
  ];
  const usable = groups.map(names).filter((group) => group.length > 0);
  // A publisher that names itself as the author gives way to a person, but is better than nobody.
  const person = usable.find(
    (group) => !group.every((name) => publisher.includes(fold(name)) || COLLECTIVE.test(name)),
  );
  return (person ?? usable[0])?.join(', ').slice(0, 300);
}

function names(group: string[]): string[] {
  const found = group.map(tidy).filter(isName);
  return [...new Map(found.map((name) => [fold(name), name])).values()];
}

function tidy(raw: string): string {
  return clean(raw)
    .replace(LEAD, '')
    .replace(TAIL, '')
    .replace(/[,;:]\s*$/, '')
    .trim();
}

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 120 || /^(?:https?:|www\.|@|\/)/i.test(name) || /^\S+@\S+$/.test(name))
    return false;
  return !NOT_A_NAME.test(name) && !/\b(?:19|20)\d\d\b/.test(name) && fold(name) !== '';
}

/** `Turing, Alan M.` → `Alan M. Turing`, as reference managers write names backwards. */
function forename(name: string): string {
  const found = /^([^,]+),\s*([^,]+)$/.exec(name);
  return found ? `${found[2]} ${found[1]}` : name;
}
