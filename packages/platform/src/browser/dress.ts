import { z } from 'zod';

/** Elements that ask for consent or subscriptions, by the names their makers give them. */
const BANNERS = [
  '#onetrust-consent-sdk',
  '#onetrust-banner-sdk',
  '#CybotCookiebotDialog',
  '#CybotCookiebotDialogBodyUnderlay',
  '#didomi-host',
  '#usercentrics-root',
  '#usercentrics-cmp-ui',
  '#truste-consent-track',
  '#qc-cmp2-container',
  '#sp_message_container',
  'div[id^="sp_message_container_"]',
  '#cmpbox',
  '#cmpbox2',
  '#cookie-law-info-bar',
  '#cookie-notice',
  '#cookie-banner',
  '#cookieConsent',
  '#cookie-consent',
  '#cookieBanner',
  '#gdpr-consent-tool-wrapper',
  '#tarteaucitronRoot',
  '#axeptio_overlay',
  '#hs-eu-cookie-confirmation',
  '#iubenda-cs-banner',
  '#klaro',
  '#termly-code-snippet-support',
  '.fc-consent-root',
  '.cky-consent-container',
  '.cky-overlay',
  '.cc-window',
  '.cmplz-cookiebanner',
  '.osano-cm-window',
  '.truste_overlay',
  '.truste_box_overlay',
  '.cookie-banner',
  '.cookie-consent',
  '.cookie-notice',
  '.cookieconsent',
  '.js-consent-banner',
  '[aria-label="cookieconsent"]',
  '[data-testid="cookie-policy-manage-dialog"]',
];

const STYLE = `
${BANNERS.join(',')} { display: none !important; }
html.didomi-popup-open, body.didomi-popup-open, html.sp-message-open, body.sp-message-open,
html.cmplz-no-scroll, body.no-scroll { overflow: auto !important; }
*, *::before, *::after { transition: none !important; caret-color: transparent !important; scroll-behavior: auto !important; }
`;

const FONT_WAIT_MS = 2_000;

/** What DRESS_SCRIPT gives back. */
export const dressed = z.object({ url: z.string(), title: z.string() });

/**
 * Runs in a world of its own, which the page cannot touch, just before the picture: hides banners, ends
 * animations (endless ones at their start), waits for fonts up to a limit and for one frame.
 */
export const DRESS_SCRIPT = `(async () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(STYLE)});
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  for (const animation of document.getAnimations()) {
    try { animation.finish(); } catch { animation.cancel(); }
  }
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const frame = () => Promise.race([new Promise((done) => requestAnimationFrame(done)), wait(250)]);
  await Promise.race([document.fonts.ready, wait(${FONT_WAIT_MS})]);
  scrollTo(0, 0);
  await frame();
  return { url: location.href.slice(0, 8192), title: document.title.slice(0, 1000) };
})()`;
