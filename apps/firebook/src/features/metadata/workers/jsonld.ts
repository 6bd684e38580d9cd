import { clean } from './collect.ts';

type Node = { [key: string]: unknown };

/** What a page's JSON-LD says, the node that the page is about first. */
export type LinkedData = {
  types: string[];
  title?: string;
  description?: string;
  image?: string;
  author?: string;
  publishedAt?: string;
  siteName?: string;
  publisher?: string;
  language?: string;
};

const MAX_NODES = 2_000;
const ARTICLE =
  /(?:Article|BlogPosting|Report|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|Thesis|QAPage|HowTo|Review)$/;
const SPECIFIC =
  /^(?:Product|ProductGroup|VideoObject|Movie|TVEpisode|PodcastEpisode|Recipe|Book|Event|Course|SoftwareApplication|MusicRecording|Dataset|JobPosting|ProfilePage|Question|ImageObject)$/;
const SITE = /^(?:WebSite|Organization|NewsMediaOrganization|Corporation)$/;

/** Reads every block; a broken one is mended where that is easy and left out where it is not. */
export function readLinkedData(blocks: string[]): LinkedData {
  const nodes = blocks.flatMap((block) => flatten(parse(block)));
  const byId = new Map(
    nodes.flatMap((node) =>
      typeof node['@id'] === 'string' && Object.keys(node).length > 1 ? [[node['@id'], node]] : [],
    ),
  );
  const resolve = (value: unknown): unknown => {
    const id = isNode(value) && Object.keys(value).length === 1 ? value['@id'] : undefined;
    return typeof id === 'string' ? (byId.get(id) ?? value) : value;
  };
  const main = [...nodes].sort((a, b) => rank(b) - rank(a))[0];
  if (!main || rank(main) === 0) return { types: nodes.flatMap(typesOf), ...siteOf(nodes) };
  const found = {
    types: typesOf(main),
    title: textOf(main.headline) ?? textOf(main.name) ?? textOf(main.title),
    description: textOf(main.description) ?? textOf(main.abstract),
    image:
      imageOf(main.image, resolve) ??
      imageOf(main.thumbnailUrl, resolve) ??
      imageOf(main.primaryImageOfPage, resolve),
    author: namesOf(main.author ?? main.creator, resolve),
    publishedAt: textOf(main.datePublished) ?? textOf(main.uploadDate) ?? textOf(main.dateCreated),
    siteName: namesOf(main.publisher, resolve),
    publisher: namesOf(main.publisher, resolve),
    language: textOf(main.inLanguage),
  };
  return { ...siteOf(nodes), ...defined(found), types: found.types };
}

/** Drops what is not there, so that spreading never overwrites with undefined. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== '');
  return Object.assign({}, ...kept.map(([key, entry]) => ({ [key]: entry })));
}

function parse(block: string): unknown {
  const bare = block
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[|\/\/\s*<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>|\/\/\s*\]\]>)\s*;?\s*$/, '');
  const mended = () =>
    bare
      .replace(/\p{Cc}+/gu, ' ')
      .replace(/,\s*([}\]])/g, '$1')
      .replace(/;\s*$/, '');
  for (const attempt of [() => bare, mended]) {
    try {
      return JSON.parse(attempt());
    } catch {
      // The next attempt mends more.
    }
  }
  return undefined;
}

/** Every node, whichever way it is nested, without recursion. */
function flatten(root: unknown): Node[] {
  const found: Node[] = [];
  const queue: unknown[] = [root];
  for (let seen = 0; queue.length > 0 && seen < MAX_NODES; seen += 1) {
    const next = queue.shift();
    if (Array.isArray(next)) queue.push(...next.slice(0, 200));
    else if (isNode(next)) {
      if (next['@type'] !== undefined) found.push(next);
      for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemReviewed', 'hasPart', 'video']) {
        if (next[key] !== undefined && typeof next[key] === 'object') queue.push(next[key]);
      }
    }
  }
  return found;
}

function rank(node: Node): number {
  const scores = typesOf(node).map((type) =>
    ARTICLE.test(type) ? 4 : SPECIFIC.test(type) ? 3 : /Page$/.test(type) ? 1 : 0,
  );
  const best = Math.max(0, ...scores);
  return best === 0 ? 0 : best + (node.headline !== undefined || node.name !== undefined ? 0.5 : 0);
}

function siteOf(nodes: Node[]): { siteName?: string } {
  const site =
    nodes.find((node) => typesOf(node).includes('WebSite')) ??
    nodes.find((node) => typesOf(node).some((type) => SITE.test(type)));
  return defined({ siteName: site ? textOf(site.name) : undefined });
}

function typesOf(node: Node): string[] {
  const raw = node['@type'];
  const list = Array.isArray(raw) ? raw : [raw];
  return list.flatMap((type) => (typeof type === 'string' ? [type.replace(/^.*[/#]/, '')] : []));
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return clean(decodeEntities(value)) || undefined;
  if (Array.isArray(value)) return textOf(value[0]);
  if (isNode(value)) return textOf(value['@value'] ?? value.name);
  return undefined;
}

function namesOf(value: unknown, resolve: (value: unknown) => unknown): string | undefined {
  const list = Array.isArray(value) ? value : [value];
  const names = list.flatMap((entry) => {
    const node = resolve(entry);
    const name = isNode(node) ? (textOf(node.name) ?? fullName(node)) : textOf(node);
    return name && !/^https?:/.test(name) ? [name] : [];
  });
  return [...new Set(names)].join(', ') || undefined;
}

function fullName(node: Node): string | undefined {
  return [textOf(node.givenName), textOf(node.familyName)].filter(Boolean).join(' ') || undefined;
}

function imageOf(value: unknown, resolve: (value: unknown) => unknown): string | undefined {
  const first = resolve(Array.isArray(value) ? value[0] : value);
  if (typeof first === 'string') return first.trim() || undefined;
  return isNode(first) ? (textOf(first.url) ?? textOf(first.contentUrl)) : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON-LD is not HTML, yet many sites escape it as if it were. */
function decodeEntities(text: string): string {
  const named: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    '#39': "'",
    '#x27': "'",
  };
  return text.replace(/&(#?\w{1,8});/g, (whole, name: string) => {
    const code = /^#(x?)([0-9a-f]+)$/i.exec(name);
    if (code) {
      const point = Number.parseInt(code[2] ?? '', code[1] ? 16 : 10);
      return point > 31 && point < 0x110000 ? String.fromCodePoint(point) : whole;
    }
    return named[name.toLowerCase()] ?? whole;
  });
}
