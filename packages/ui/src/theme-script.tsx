import { themeCookie } from './lib/theme.ts';

const source = `(()=>{const m=document.cookie.match(/(?:^|; )${themeCookie}=(light|dark)/);if(m)document.documentElement.dataset.theme=m[1]})()`;

/**
 * Sets the chosen theme before the first paint, for pages whose server did not read the cookie. Put it first in
 * <body>, with the nonce of the request, and `suppressHydrationWarning` on <html>.
 */
export function ThemeScript({ nonce }: { nonce?: string }) {
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {source}
    </script>
  );
}
