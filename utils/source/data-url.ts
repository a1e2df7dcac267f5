/** The bytes of a data: address (RFC 2397), or why there are none. Only the header is ever searched. */
export type DataUrlBytes =
  { ok: true; bytes: Uint8Array<ArrayBuffer>; mime: string } | { ok: false; problem: 'too-large' | 'broken' };

/** `maxBytes` is checked before anything is decoded. */
export function bytesOfDataUrl(url: string, maxBytes: number): DataUrlBytes {
  const comma = url.slice(0, 1024).indexOf(',');
  if (comma < 0 || !/^data:/i.test(url)) return { ok: false, problem: 'broken' };
  const header = url.slice(5, comma).toLowerCase();
  const mime = header.split(';')[0]?.trim() || 'text/plain';
  const length = url.length - comma - 1;
  const base64 = /;\s*base64\s*$/.test(header);
  // Three of four base64 characters carry bytes; a percent-encoded byte takes up to three characters.
  if (length > (base64 ? Math.ceil(maxBytes / 3) * 4 + 4 : maxBytes * 3))
    return { ok: false, problem: 'too-large' };
  try {
    const body = url.slice(comma + 1);
    const bytes = base64
      ? fromBase64(body.includes('%') ? decodeURIComponent(body) : body)
      : percentDecoded(body);
    return bytes.length > maxBytes ? { ok: false, problem: 'too-large' } : { ok: true, bytes, mime };
  } catch {
    return { ok: false, problem: 'broken' };
  }
}

/** Throws on what is not base64; white space is allowed. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function percentDecoded(body: string): Uint8Array<ArrayBuffer> {
  const utf8 = new TextEncoder().encode(body);
  const bytes = new Uint8Array(utf8.length);
  let length = 0;
  for (let i = 0; i < utf8.length; i += 1) {
    const code = utf8[i] === 0x25 ? hexPair(utf8, i + 1) : -1;
    bytes[length] = code >= 0 ? code : (utf8[i] ?? 0);
    length += 1;
    if (code >= 0) i += 2;
  }
  return bytes.slice(0, length);
}

function hexPair(bytes: Uint8Array, at: number): number {
  const pair = String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0);
  return /^[0-9a-f]{2}$/i.test(pair) ? Number.parseInt(pair, 16) : -1;
}
