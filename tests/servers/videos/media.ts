import { createHash } from 'node:crypto';

/** A picture or a video that came with a request. */
export interface Medium {
  /** Where in the body: "input_reference", "frame_images.0.image_url.url". */
  at: string;
  /** A file part, a `data:` URL, base64 beside its type, or only an address. */
  via: 'file' | 'data' | 'base64' | 'url';
  /** "image/png"; empty for an address. */
  type: string;
  /** Length of the file itself; 0 for an address. */
  bytes: number;
  /** Of the file itself; of the address, when there is only that. */
  sha256: string;
}

export function mediumOf(at: string, via: Medium['via'], type: string, bytes: Buffer): Medium {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { at, via, type, bytes: via === 'url' ? 0 : bytes.length, sha256 };
}

const DATA_URL = /^data:([^;,]+);base64,/;

/** All media in a JSON body, or in the text fields of a form, in order. */
export function mediaIn(value: unknown, at = ''): Medium[] {
  if (typeof value === 'string') return mediaInText(value, at);
  if (typeof value !== 'object' || value === null) return [];
  const { data, mime_type: type } = value as { data?: unknown; mime_type?: unknown };
  if (typeof data === 'string' && typeof type === 'string') {
    return [mediumOf(at, 'base64', type, Buffer.from(data, 'base64'))];
  }
  return Object.entries(value).flatMap(([name, each]) => mediaIn(each, at === '' ? name : `${at}.${name}`));
}

function mediaInText(text: string, at: string): Medium[] {
  if (text.startsWith('{')) return mediaIn(jsonOf(text), at);
  const type = DATA_URL.exec(text.slice(0, 200));
  if (type) return [mediumOf(at, 'data', type[1] ?? '', Buffer.from(text.slice(type[0].length), 'base64'))];
  const isAddress = /^https?:\/\/\S+$/.test(text) && !/callback|webhook/i.test(at);
  return isAddress ? [mediumOf(at, 'url', '', Buffer.from(text))] : [];
}

/** JSON in a form's field, as vLLM wants it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const LONGEST = 40_000;

/** The same body with everything too long for a journal cut down to its beginning. */
export function shortened(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length <= LONGEST ? value : `${value.slice(0, 64)}… (${value.length} characters)`;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(shortened);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shortened(each)]));
}
