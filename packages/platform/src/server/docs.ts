import { randomToken } from '../kernel/keys.ts';

const escapeHtml = (value: unknown): string =>
  String(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const style = `
:root { color-scheme: light dark; font: 15px/1.55 system-ui, sans-serif }
body { max-width: 62rem; margin: 0 auto; padding: 32px 20px 80px }
h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2.5rem; text-transform: capitalize }
details { border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: 8px; margin: 6px 0; padding: 0 14px }
summary { cursor: pointer; padding: 10px 0; display: flex; gap: 12px; flex-wrap: wrap; align-items: baseline }
code, pre { font: 13px/1.5 ui-monospace, monospace } pre { overflow: auto; max-height: 24rem }
b { font: 600 12px ui-monospace, monospace; min-width: 4rem } span { opacity: .75 }`;

type Operation = {
  summary?: string;
  tags?: string[];
  security?: unknown;
  requestBody?: unknown;
  parameters?: unknown;
  responses?: unknown;
};
/** The document is our own, made a moment ago by `openApiDocument`. */
const pathsOf = (document: Record<string, unknown>) =>
  document.paths as Record<string, Record<string, Operation>>;

/** The OpenAPI document for a person: every operation, grouped by domain, without a script. */
export const docsPage = (document: Record<string, unknown>): Response => {
  const nonce = randomToken();
  const groups = new Map<string, string[]>();
  for (const [path, operations] of Object.entries(pathsOf(document)))
    for (const [method, operation] of Object.entries(operations)) {
      const { summary = '', tags = [], ...rest } = operation;
      const row = `<details><summary><b>${escapeHtml(method.toUpperCase())}</b><code>${escapeHtml(path)}</code><span>${escapeHtml(summary)}</span></summary><pre tabindex="0">${escapeHtml(JSON.stringify(rest, null, 2))}</pre></details>`;
      const group = tags[0] ?? 'other';
      groups.set(group, [...(groups.get(group) ?? []), row]);
    }
  const body = [...groups]
    .map(([name, rows]) => `<section><h2>${escapeHtml(name)}</h2>${rows.join('')}</section>`)
    .join('');
  const title = `${Object(document.info).title} API`;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style nonce="${nonce}">${style}</style></head><body><main><h1>${escapeHtml(title)}</h1><p>Below <code>/api/v1</code>; send <code>Authorization: Bearer …</code>. The document itself: <a href="/api/v1/openapi.json">openapi.json</a>.</p>${body}</main></body></html>`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  });
};
