import { Parser } from 'htmlparser2';

/** What a page says about itself, gathered in one pass without building a tree. */
export type PageFacts = {
  /** Lower-case name or property → contents in the order of the page. */
  metas: Map<string, string[]>;
  links: { rel: string; href: string; sizes: string; type: string; hreflang: string }[];
  jsonLd: string[];
  htmlLang: string;
  baseHref: string;
  title: string;
  headings: string[];
  times: string[];
  /** Microdata: property → values, nearest to the top first. */
  items: Map<string, string[]>;
  itemTypes: string[];
  bylines: string[];
  /** What follows a "by" that stands alone, after the heading. */
  byTexts: string[];
  /** Texts of links to the page of an author. */
  authorLinks: string[];
  dateTexts: string[];
  images: { src: string; width: number; height: number }[];
  paragraphs: string[];
  /** The beginning of what is read on the page, without scripts, styles and navigation. */
  sample: string;
  hasPassword: boolean;
  isAmp: boolean;
};

type Capture = { depth: number; text: string; limit: number; done: (text: string) => void };

const SILENT = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'nav',
  'footer',
  'select',
  'button',
  'iframe',
]);
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const SAMPLE_CHARS = 6_000;
const MAX_CAPTURES = 12;
const MAX_VALUES = 200;
const MAX_DEPTH = 4_000;
const PIECE_CHARS = 16_384;
const NEAR_HEADING = 40;
const AUTHOR_PATH =
  /\/(?:authors?|profile|people|staff|contributors?|by|editors|writers|reporters|bio|columnists?)\/[^/?#]+\/?(?:[?#]|$)/i;
const BYLINE =
  /byline|by-line|(?:^|[\s_-])(?:author|writer|contributor)s?(?:[\s_-]?_?name)?(?:$|\s)|(?:article|post|entry|story)[_-]*author/i;
const DATELINE =
  /(?:^|[\s_-])(?:publish(?:ed)?|pub-?date|post-?date|entry-?date|article-?date|dateline|timestamp|posted-on)(?:$|[\s_-])/i;

/** Reads a page of any depth and size in one pass; nothing recurses. */
export function collectFacts(html: string): PageFacts {
  const collector = new Collector();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => collector.open(name, attributes),
      ontext: (text) => collector.text(text),
      onclosetag: (name) => collector.close(name),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  // In pieces, because the parser's own stack grows with the square of a depth that no honest page has.
  for (let at = 0; at < html.length && collector.depth < MAX_DEPTH; at += PIECE_CHARS) {
    parser.write(html.slice(at, at + PIECE_CHARS));
  }
  parser.end();
  return collector.finish();
}

class Collector {
  readonly facts: PageFacts = {
    metas: new Map(),
    links: [],
    jsonLd: [],
    htmlLang: '',
    baseHref: '',
    title: '',
    headings: [],
    times: [],
    items: new Map(),
    itemTypes: [],
    bylines: [],
    byTexts: [],
    authorLinks: [],
    dateTexts: [],
    images: [],
    paragraphs: [],
    sample: '',
    hasPassword: false,
    isAmp: false,
  };
  #captures: Capture[] = [];
  #depth = 0;
  #silentDepth = 0;
  #sample: string[] = [];
  #sampleChars = 0;
  #afterHeading = -1;
  #expectsName = false;

  get depth(): number {
    return this.#depth;
  }

  /** Once at the end: a page without a root would have it made at each of its elements. */
  finish(): PageFacts {
    this.facts.sample = this.#sample.join(' ').replace(/\s+/g, ' ').trim();
    return this.facts;
  }

  open(name: string, attributes: Record<string, string>) {
    if (!VOID.has(name)) this.#depth += 1;
    if (SILENT.has(name) && this.#silentDepth === 0) this.#silentDepth = this.#depth;
    this.#element(name, attributes);
    if (this.#silentDepth === 0) this.#marked(name, attributes);
  }

  text(text: string) {
    for (const capture of this.#captures) if (capture.text.length < capture.limit) capture.text += text;
    if (this.#silentDepth > 0 || this.#sampleChars > SAMPLE_CHARS || text.trim() === '') return;
    this.#sample.push(text);
    this.#sampleChars += text.length;
    if (this.facts.dateTexts.length < 3 && /(?:19|20)\d\d[年년]\s?\d{1,2}[月월]/.test(text))
      push(this.facts.dateTexts, clean(text).slice(0, 100));
    if (this.#afterHeading >= 0 && this.#afterHeading < NEAR_HEADING && text.length < 120)
      this.#nearHeading(text.trim());
  }

  /** Author and date often stand under the heading with nothing to mark them but their wording. */
  #nearHeading(text: string) {
    this.#afterHeading += 1;
    if (this.#expectsName) push(this.facts.byTexts, clean(text));
    this.#expectsName = /^(?:(?:written|posted|story|words) )?(?:by|von|par|por|文|作者)[:：]?$/i.test(text);
    const named = /^(?:written |posted )?by\s+(\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*){1,3})$/iu.exec(
      text,
    )?.[1];
    if (named) push(this.facts.byTexts, clean(named));
    if (/(?:19|20)\d\d/.test(text) && this.facts.dateTexts.length < 12)
      push(this.facts.dateTexts, clean(text));
  }

  close(name: string) {
    if (VOID.has(name)) return;
    if (name === 'p' || name === 'br' || name === 'div' || name === 'li') this.#separate();
    for (const capture of this.#captures) if (capture.depth === this.#depth) capture.done(capture.text);
    this.#captures = this.#captures.filter(({ depth }) => depth < this.#depth);
    if (this.#silentDepth === this.#depth) this.#silentDepth = 0;
    this.#depth -= 1;
  }

  #element(name: string, attributes: Record<string, string>) {
    if (name === 'meta') this.#meta(attributes);
    else if (name === 'link') this.#link(attributes);
    else if (name === 'html') this.#html(attributes);
    else if (name === 'base') this.facts.baseHref ||= attributes.href ?? '';
    else if (name === 'title' && this.#silentDepth === 0)
      this.#capture(2_000, (text) => {
        this.facts.title ||= clean(text);
      });
    else if (name === 'script') this.#script(attributes);
    else if (name === 'input') this.facts.hasPassword ||= attributes.type?.toLowerCase() === 'password';
    else if (name === 'time') this.#time(attributes);
    else if (name === 'img' && this.#silentDepth === 0) this.#image(attributes);
    else if (name === 'h1' && this.facts.headings.length < 5)
      this.#capture(1_000, (text) => push(this.facts.headings, clean(text)));
    else if (name === 'p' && this.facts.paragraphs.length < 12 && this.#silentDepth === 0) {
      this.#capture(2_000, (text) => push(this.facts.paragraphs, clean(text)));
    }
  }

  /** Elements known by their classes and properties rather than by their names. */
  #marked(name: string, attributes: Record<string, string>) {
    const property = attributes.itemprop;
    if (name === 'h1') this.#afterHeading = 0;
    if (name === 'a' && AUTHOR_PATH.test(attributes.href ?? '') && this.facts.authorLinks.length < 6) {
      this.#capture(100, (text) => push(this.facts.authorLinks, clean(text)));
    }
    if (property) this.#item(property, name, attributes);
    if (attributes.itemtype) push(this.facts.itemTypes, attributes.itemtype);
    const marks = `${attributes.class ?? ''} ${attributes.id ?? ''} ${attributes['data-testid'] ?? ''}`;
    const isAuthor = attributes.rel?.toLowerCase().split(/\s+/).includes('author') || BYLINE.test(marks);
    if (isAuthor && name !== 'body' && name !== 'html' && this.facts.bylines.length < 6) {
      this.#capture(300, (text) => push(this.facts.bylines, clean(text)));
    }
    if (DATELINE.test(marks) && this.facts.dateTexts.length < 6) {
      this.#capture(200, (text) => push(this.facts.dateTexts, clean(text)));
    }
  }

  #meta(attributes: Record<string, string>) {
    // Some older systems write the content as `value`.
    const content = clean(attributes.content ?? attributes.value ?? '');
    if (content === '') return;
    for (const name of [attributes.property, attributes.name, attributes['http-equiv']]) {
      if (name) add(this.facts.metas, name.trim().toLowerCase(), content);
    }
  }

  #link({ rel = '', href = '', sizes = '', type = '', hreflang = '' }: Record<string, string>) {
    if (rel === '' || href === '' || this.facts.links.length > MAX_VALUES) return;
    this.facts.links.push({
      rel: rel.toLowerCase(),
      href: href.trim(),
      sizes,
      type: type.toLowerCase(),
      hreflang,
    });
  }

  #html(attributes: Record<string, string>) {
    this.facts.htmlLang ||= attributes.lang ?? attributes['xml:lang'] ?? '';
    this.facts.isAmp ||= 'amp' in attributes || '⚡' in attributes;
  }

  #script({ type = '' }: Record<string, string>) {
    if (type.toLowerCase().trim() !== 'application/ld+json' || this.facts.jsonLd.length > 30) return;
    this.#capture(500_000, (text) => this.facts.jsonLd.push(text));
  }

  #time({ datetime = '' }: Record<string, string>) {
    if (this.facts.times.length > 20) return;
    if (datetime !== '') push(this.facts.times, clean(datetime));
    else this.#capture(100, (text) => push(this.facts.times, clean(text)));
  }

  #image(attributes: Record<string, string>) {
    const src = attributes.src ?? attributes['data-src'] ?? '';
    if (src === '' || src.startsWith('data:') || this.facts.images.length > 40) return;
    const size = (value: string | undefined) => Number.parseInt(value ?? '', 10) || 0;
    this.facts.images.push({ src, width: size(attributes.width), height: size(attributes.height) });
  }

  #item(property: string, name: string, attributes: Record<string, string>) {
    const value =
      attributes.content ??
      attributes.datetime ??
      (name === 'a' || name === 'link' ? undefined : attributes.src);
    for (const key of property.toLowerCase().split(/\s+/)) {
      if (value !== undefined) add(this.facts.items, key, clean(value));
      else if (name === 'link' && attributes.href) add(this.facts.items, key, attributes.href);
      else this.#capture(500, (text) => add(this.facts.items, key, clean(text)));
    }
  }

  #capture(limit: number, done: (text: string) => void) {
    if (this.#captures.length < MAX_CAPTURES)
      this.#captures.push({ depth: this.#depth, text: '', limit, done });
  }

  #separate() {
    for (const capture of this.#captures) if (capture.depth < this.#depth) capture.text += ' ';
  }
}

/** White space folded, and signs that no reader sees left out. */
export function clean(text: string): string {
  return text
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function push(list: string[], text: string) {
  if (text !== '') list.push(text);
}

function add(map: Map<string, string[]>, key: string, value: string) {
  if (value === '') return;
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (list.length < MAX_VALUES) list.push(value);
}
