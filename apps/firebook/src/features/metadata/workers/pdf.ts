import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PdfDocument } from '../page.ts';
import { clean } from './collect.ts';
import { readDate } from './dates.ts';
import { detect, shortTag } from './language.ts';
import { readingTime } from './text.ts';

const TEXT_PAGES = 20;
const MAX_TEXT_CHARS = 200_000;
const PICTURE_WIDTH = 1_280;
const MAX_PICTURE_HEIGHT = 2_000;

type Opened = Awaited<ReturnType<typeof getDocument>['promise']>;

/** Reads title, author, text and the picture of the first page of a PDF. @throws Error when it is none */
export async function readPdf(body: Uint8Array, wantsPicture: boolean): Promise<PdfDocument> {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = getDocument({
    data: new Uint8Array(body),
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
    cMapUrl: `${join(folder, 'cmaps')}/`,
    cMapPacked: true,
    wasmUrl: `${join(folder, 'wasm')}/`,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    const text = await firstPages(document);
    const info = await documentInfo(document);
    const language = shortTag(info.language) ?? detect(text);
    const picture = wantsPicture ? await drawFirstPage(document).catch(() => undefined) : undefined;
    return { ...info, language, pages: document.numPages, text, ...readingTime(text, language), picture };
  } finally {
    await task.destroy();
  }
}

async function documentInfo(document: Opened) {
  const { info } = await document.getMetadata();
  const field = (name: string) => {
    const value: unknown = Object.entries(info).find(([key]) => key === name)?.[1];
    return typeof value === 'string' && clean(value) !== '' ? clean(value) : undefined;
  };
  const title = field('Title');
  return {
    // Word processors leave names of files behind.
    title:
      title && !/^(?:untitled|microsoft word -|.*\.(?:docx?|tex|indd|pdf)$)/i.test(title) ? title : undefined,
    author: field('Author'),
    publishedAt: readDate(
      field('CreationDate')?.replace(
        /^D:(\d{4})(\d{2})?(\d{2})?.*$/,
        (_all, year, month, day) => `${year}-${month ?? '01'}-${day ?? '01'}`,
      ),
    ),
    language: field('Language'),
  };
}

async function firstPages(document: Opened): Promise<string> {
  let text = '';
  for (
    let number = 1;
    number <= Math.min(TEXT_PAGES, document.numPages) && text.length < MAX_TEXT_CHARS;
    number += 1
  ) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const lines = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''));
    text += `${lines
      .join('')
      .replace(/-\n(?=\p{Ll})/gu, '')
      .replace(/[ \t]+/g, ' ')
      .trim()}\n\n`;
    page.cleanup();
  }
  return text.trim().slice(0, MAX_TEXT_CHARS);
}

async function drawFirstPage(document: Opened): Promise<PdfDocument['picture']> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const page = await document.getPage(1);
  const natural = page.getViewport({ scale: 1 });
  const scale = Math.min(PICTURE_WIDTH / natural.width, MAX_PICTURE_HEIGHT / natural.height);
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({
    canvas: null,
    canvasContext: drawable(canvas.getContext('2d')),
    viewport,
    background: '#ffffff',
  }).promise;
  const image = await canvas.encode('png');
  return { image, width: canvas.width, height: canvas.height };
}

/** Safe because pdfjs-dist itself draws on contexts of this library in Node; only the DOM's extras are missing. */
function drawable(context: object): CanvasRenderingContext2D {
  return context as CanvasRenderingContext2D;
}
