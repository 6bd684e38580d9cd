import type { errors, KoaContextWithOIDC } from 'oidc-provider';
import { randomToken } from '../../kernel/keys.ts';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 24px; box-sizing: border-box }
  main { max-width: 26rem; width: 100% }
  h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 8px }
  p { margin: 0 0 20px; opacity: .8 }
  button, a.button { font: inherit; font-weight: 500; padding: 10px 18px; border-radius: 8px; border: 1px solid; background: CanvasText; color: Canvas; cursor: pointer; text-decoration: none; display: inline-block }`;

/** The few pages that the issuer answers by itself, outside the app's router. */
const render = (ctx: KoaContextWithOIDC, title: string, body: string, script = ''): void => {
  const nonce = randomToken();
  ctx.set(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
  );
  ctx.set('x-content-type-options', 'nosniff');
  ctx.set('referrer-policy', 'no-referrer');
  ctx.type = 'html';
  ctx.body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style nonce="${nonce}">${style}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main>${script ? `<script nonce="${nonce}">${script}</script>` : ''}</body></html>`;
};

const withButton = (form: string): string =>
  form.replace('</form>', '<input type="hidden" name="logout" value="yes"/><button>Sign out</button></form>');

/** Asks before it signs out; a relying party that knows who is signed in (id_token_hint) is taken at its word. */
export const logoutPage = (ctx: KoaContextWithOIDC, form: string): void => {
  const hinted = ctx.oidc.entities.IdTokenHint?.payload.sub === ctx.oidc.session?.accountId;
  const text = '<p>You will be signed out of every app that you opened with this account.</p>';
  render(ctx, 'Sign out everywhere?', text + withButton(form), hinted ? 'document.forms[0].submit()' : '');
};

export const signedOutPage = (ctx: KoaContextWithOIDC): void =>
  render(
    ctx,
    'You are signed out',
    '<p>Every app has been told. You can close this page.</p><a class="button" href="/signin">Sign in again</a>',
  );

export const errorPage = (
  ctx: KoaContextWithOIDC,
  out: errors.OIDCProviderError | { error: string; error_description?: string | undefined },
): void =>
  render(
    ctx,
    'This sign-in cannot go on',
    `<p>${escapeHtml(out.error_description ?? 'The request was not complete, or is too old.')} <small>(${escapeHtml(out.error)})</small></p><a class="button" href="/">Go to your account</a>`,
  );
