import { markHtml } from './mark.ts';

const SENTENCES = [
  'The river rose for three days before anyone in the valley thought of leaving.',
  'On the second night the mill lost its wheel, and the bridge below it began to lean.',
  'Old people remembered the flood of their childhood and carried their chairs upstairs.',
  'When the water fell again, the fields were covered with fine grey sand.',
  'Engineers now measure the river every hour and publish what they find.',
];

const paragraphs = (count: number) =>
  Array.from(
    { length: count },
    (_entry, index) =>
      `<p>${SENTENCES.slice(index % 5)
        .concat(SENTENCES.slice(0, index % 5))
        .join(' ')}</p>`,
  ).join('\n');
const JAPANESE =
  '<p>川の水は三日間上がり続け、谷の人々はようやく家を出ることを考え始めた。二日目の夜、水車小屋は車輪を失い、下流の橋は傾き始めた。</p>'.repeat(
    8,
  );
const ARABIC =
  '<p>ارتفع منسوب النهر ثلاثة أيام قبل أن يفكر أحد في الوادي في مغادرة بيته. وفي الليلة الثانية فقدت الطاحونة عجلتها وبدأ الجسر يميل.</p>'.repeat(
    8,
  );

/** What a page's markup is made of: `trap` is the address of a listener that no page may reach. */
export type PageMaker = (number: number, trap: string) => string;

/** A whole page with its mark. */
export function layout(number: number, head: string, body: string, attributes = 'lang="en"'): string {
  const style = 'body{margin:0;padding:0 24px;font:18px/1.6 sans-serif;max-width:42rem}';
  return `<!doctype html><html ${attributes}><head><meta charset="utf-8">${head}<style>${style}</style></head><body>${markHtml(number)}${body}</body></html>`;
}

const linked = (data: object) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
const titled =
  (title: string, body: string): PageMaker =>
  (number) =>
    layout(number, `<title>${title}</title>`, `<h1>${title}</h1>${body}`);

/** Pages that are plain answers with status 200 and HTML. */
export const PAGES: Record<string, PageMaker> = {
  article: (number) =>
    layout(
      number,
      `<title>The river rose for three days | Valley News</title><meta property="og:type" content="article"><meta property="og:site_name" content="Valley News">
      <meta property="og:description" content="How a valley lived through its flood."><meta property="og:image" content="/picture.png">
      <meta name="author" content="Ann Lee"><meta property="article:published_time" content="2024-03-05T10:00:00Z"><link rel="icon" href="/icon.png" sizes="32x32">`,
      `<nav>Home News About</nav><article><h1>The river rose for three days</h1>${paragraphs(12)}</article>`,
    ),
  shop: (number) =>
    layout(
      number,
      `<title>Brass desk lamp - Lamps - Example Shop</title>${linked({ '@context': 'https://schema.org', '@type': 'Product', name: 'Brass desk lamp', description: 'A lamp that lasts.', image: '/picture.png', offers: { '@type': 'Offer', price: '49.00', priceCurrency: 'EUR' } })}`,
      `<h1>Brass desk lamp</h1><p>49.00 EUR</p>${paragraphs(2)}`,
    ),
  'json-ld': (number) =>
    layout(
      number,
      linked({
        '@context': 'https://schema.org',
        '@graph': [
          { '@type': 'WebSite', name: 'Data Site' },
          {
            '@type': 'BlogPosting',
            headline: 'Known from its data alone',
            author: { name: 'Bo Li' },
            datePublished: '2023-11-01',
          },
        ],
      }),
      paragraphs(4),
    ),
  'no-title': (number) => layout(number, '', paragraphs(3)),
  japanese: (number) =>
    layout(
      number,
      '<title>川の水が三日間上がり続けた</title>',
      `<h1>川の水が三日間上がり続けた 🌊</h1>${JAPANESE}`,
      'lang="ja"',
    ),
  arabic: (number) =>
    layout(
      number,
      '<title>ارتفع النهر ثلاثة أيام</title>',
      `<h1>ارتفع النهر ثلاثة أيام</h1>${ARABIC}`,
      'lang="ar" dir="rtl"',
    ),
  'login-page': titled(
    'Sign in',
    '<form method="post"><input name="user"><input name="password" type="password"><button>Sign in</button></form>',
  ),
  'never-loads': titled(
    'Still loading',
    `${paragraphs(3)}<img src="/hold" width="9" height="9"><script src="/hold?script" async></script>`,
  ),
  'eats-memory': titled(
    'Hungry',
    `${paragraphs(3)}<script>const kept=[];for(;;)kept.push(new Array(1e5).fill(Math.random()))</script>`,
  ),
  'endless-loop': titled('Round and round', `${paragraphs(3)}<script>for(;;){}</script>`),
  dialogs: titled(
    'Dialogs',
    `${paragraphs(3)}<script>alert(1);confirm(2);prompt(3);onbeforeunload=()=>'stay';setInterval(()=>alert('again'),50)</script>`,
  ),
  'pop-ups': titled(
    'Pop-ups',
    `${paragraphs(3)}<script>for(let i=0;i<5;i++)open('/article?'+i);setInterval(()=>open('/article'),200)</script>`,
  ),
  'web-socket': titled(
    'Connected',
    `${paragraphs(3)}<script>const s=new WebSocket('ws://'+location.host+'/socket');s.onopen=()=>document.body.append('open')</script>`,
  ),
  'huge-dom': titled('Many elements', `${paragraphs(3)}<div>${'<b>x</b> <i>y</i> '.repeat(60_000)}</div>`),
  'deep-dom': titled('Deep', `${paragraphs(3)}${'<div>'.repeat(20_000)}bottom`),
  'meta-refresh': (number) =>
    layout(
      number,
      `<title>Moving on</title><meta http-equiv="refresh" content="0;url=/refreshed">`,
      `<h1>Moving on</h1>${paragraphs(2)}`,
    ),
  'frames-private': (number, trap) =>
    layout(
      number,
      `<title>Frames</title><link rel="icon" href="${trap}icon"><link rel="stylesheet" href="${trap}style">`,
      `<h1>Frames</h1>${paragraphs(3)}<iframe src="${trap}frame"></iframe><img src="${trap}picture"><script src="${trap}script"></script>
       <script>fetch('${trap}fetch',{mode:'no-cors'}).catch(()=>{});new WebSocket('${trap.replace('http', 'ws')}socket')</script>`,
    ),
  animated: (number) =>
    layout(
      number,
      `<title>Moving</title><style>@keyframes go{to{transform:translateX(900px)}}.m{width:60px;height:60px;background:#888;animation:go 3s infinite}</style>`,
      `<h1>Moving</h1><div class="m"></div>${paragraphs(3)}<div id="onetrust-consent-sdk" style="position:fixed;inset:0;background:#222;z-index:2147483647">We value your privacy</div>`,
    ),
};

/** Text whose encoding is Shift_JIS although the header says Latin-1: the title is 「日本語のページです」. */
export function wrongCharset(number: number): Buffer {
  const title = Buffer.from('93fa967b8cea82cc8379815b835782c582b7', 'hex');
  const sentence = Buffer.from('90ec82cc908582aa8fe382aa82e891b182af82bd8142', 'hex');
  const [before = '', between = '', after = ''] = layout(
    number,
    '<title>TEXT</title>',
    '<h1>TEXT</h1><p>BODY</p>',
    '',
  )
    .replace('<meta charset="utf-8">', '')
    .split('TEXT');
  const [start = '', end = ''] = after.split('BODY');
  const body = Buffer.concat(Array.from({ length: 20 }, () => sentence));
  return Buffer.concat([
    Buffer.from(before),
    title,
    Buffer.from(between),
    title,
    Buffer.from(start),
    body,
    Buffer.from(end),
  ]);
}

export { paragraphs };
