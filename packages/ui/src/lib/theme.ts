/** What a person chose: `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark';

/** The cookie that remembers the choice; the server reads it to draw `<html data-theme>` right at once. */
export const themeCookie = 'theme';

/** The theme in a cookie's value; anything else is `system`. */
export function parseTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** Remembers a small preference of this browser for a year, for the server to read. */
export function rememberInCookie(name: string, value: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http and in Firefox ESR
  document.cookie = `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}
