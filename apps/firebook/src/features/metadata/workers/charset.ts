import sniff from 'html-encoding-sniffer';

const WRONG_GUESS_LIMIT = 0.002;

/**
 * Decodes a page: byte order mark, then the header, then `<meta>`; but where the bytes contradict what is
 * declared, the encoding they fit. A site that declares Latin-1 over Shift_JIS is read all the same.
 */
export function decodePage(body: Uint8Array, contentType: string | undefined): string {
  const declared = sniff(body, {
    maxPrescanBytes: 4_096,
    ...(contentType ? { transportLayerEncodingLabel: charsetOf(contentType) } : {}),
  });
  const utf8 = decodeStrict(body, 'utf-8');
  if (utf8 !== undefined && (declared === 'UTF-8' || hasMultibyte(body))) return utf8;
  if (declared === 'windows-1252' || declared === 'UTF-8' || declared.startsWith('ISO-8859')) {
    const better = ['shift_jis', 'euc-jp', 'gb18030', 'euc-kr', 'big5'].find((encoding) =>
      fits(body, encoding),
    );
    if (better) return decode(body, better);
  }
  return decode(body, declared);
}

function charsetOf(contentType: string): string {
  return /charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType)?.[1] ?? '';
}

function hasMultibyte(body: Uint8Array): boolean {
  return body.some((byte) => byte >= 0x80);
}

/** The end of a page may be cut in the middle of a character: a trailing broken one is forgiven. */
function decodeStrict(body: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body, { stream: true });
  } catch {
    return undefined;
  }
}

function decode(body: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(body);
  } catch {
    return new TextDecoder('utf-8').decode(body);
  }
}

/** Whether the bytes read as this encoding without fault and give mostly the letters it is made for. */
function fits(body: Uint8Array, encoding: string): boolean {
  const text = decodeStrict(body.subarray(0, 200_000), encoding);
  if (text === undefined) return false;
  const foreign = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  if (foreign < 8) return false;
  const common =
    encoding === 'shift_jis' || encoding === 'euc-jp'
      ? /[\u3040-\u30ff]/g
      : encoding === 'euc-kr'
        ? /[\uac00-\ud7a3]/g
        : /[的一是不了在人有我他这個这们]/g;
  const hits = text.match(common)?.length ?? 0;
  const odd = text.match(/[\uff61-\uff9f\ue000-\uf8ff]/g)?.length ?? 0;
  return (
    hits / foreign > (common.source.startsWith('[的') ? 0.03 : 0.25) &&
    odd / foreign < 0.1 + WRONG_GUESS_LIMIT
  );
}
