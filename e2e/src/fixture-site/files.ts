import { createGzip } from 'node:zlib';
import sharp from 'sharp';
import { markPdf, markSvg } from './mark.ts';
import { layout, paragraphs } from './pages.ts';

/** A PDF of one page with a title, an author and a mark. */
export function pdfFile(number: number): Buffer {
  const [width, height] = [640, 828];
  const words =
    'BT /F1 28 Tf 48 720 Td (A paper on rivers) Tj 0 -48 Td /F1 12 Tf (Rivers rise and fall. Engineers measure the river every hour.) Tj ET';
  const content = `${markPdf(number, width, height)}\n${words}`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>`,
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    '<</Title(A paper on rivers)/Author(Ann Lee)/CreationDate(D:20240305)>>',
  ];
  const parts = ['%PDF-1.4\n'];
  const offsets = objects.map((object, index) => {
    const offset = parts.join('').length;
    parts.push(`${index + 1} 0 obj${object}endobj\n`);
    return offset;
  });
  const start = parts.join('').length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`);
  parts.push(`trailer<</Size ${objects.length + 1}/Root 1 0 R/Info 6 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.from(parts.join(''), 'latin1');
}

export function svgFile(number: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="800" viewBox="0 0 1280 800"><rect width="1280" height="800" fill="#eee"/>${markSvg(number)}<circle cx="640" cy="400" r="200" fill="#888"/><script>fetch('/hold')</script></svg>`;
}

export function pngFile(number: number): Promise<Buffer> {
  return sharp(Buffer.from(svgFile(number).replace(/<script>.*<\/script>/, '')))
    .png()
    .toBuffer();
}

/** A page of 400 MB of spaces, which compressed are few: what is not bounded bursts on it. */
export function gzipBomb(number: number): Promise<Buffer> {
  const page = layout(number, '<title>A bomb</title>', `<h1>A bomb</h1>${paragraphs(4)}`).replace(
    '</body></html>',
    '',
  );
  const gzip = createGzip({ level: 9 });
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const spaces = Buffer.alloc(1_000_000, 0x20);
  return new Promise((resolve, reject) => {
    gzip.on('end', () => resolve(Buffer.concat(chunks)));
    gzip.on('error', reject);
    gzip.write(page);
    let left = 400;
    const more = () => {
      while (left > 0) {
        left -= 1;
        if (!gzip.write(spaces)) return void gzip.once('drain', more);
      }
      gzip.end();
    };
    more();
  });
}

/** The beginning of an empty zip file. */
export const ZIP_FILE = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
