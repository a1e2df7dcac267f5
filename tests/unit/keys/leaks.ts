/** Finds a secret wherever it may have got to: in texts, records, files and databases, as it is or in disguise. */
import { openDB } from 'idb';
import { expect } from 'vitest';

/** So many characters of its beginning give a key away, and are no accident. */
const TELLING = 12;

/** Spellings of a secret, by name. All are looked for in lower case. */
export function spellingsOf(secret: string): Map<string, string> {
  const bytes = Buffer.from(secret);
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const spellings = new Map([
    ['as it is', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    ['percent-encoded, every letter', percent],
    ['as JSON', JSON.stringify(secret).slice(1, -1)],
    ['in hexadecimal', bytes.toString('hex')],
    ['backwards', [...secret].toReversed().join('')],
  ]);
  if (secret.length > TELLING) spellings.set('its beginning', secret.slice(0, TELLING));
  // Where it stands in a longer text decides on its base64.
  for (const before of [0, 1, 2]) spellings.set(`base64, ${before} letters in`, base64Within(bytes, before));
  return new Map([...spellings].map(([name, spelling]) => [name, spelling.toLowerCase()]));
}

/** What every base64 has in common of a text in which so many bytes (of any) stand before the secret. */
function base64Within(secret: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), secret])
    .toString('base64')
    .replace(/=+$/, '');
  const first = Math.ceil((before * 8) / 6);
  const last = Math.floor(((before + secret.length) * 8) / 6);
  return whole.slice(first, last).replaceAll('+', '-').replaceAll('/', '_');
}

/** Where the secret was found, in words; empty when it was not. */
export async function leaksOf(secret: string, ...places: unknown[]): Promise<string[]> {
  const spellings = spellingsOf(secret);
  const leaks: string[] = [];
  for await (const { at, text } of textsOf(places, 'value', new Set())) {
    const plain = text.toLowerCase();
    const dashed = plain.replaceAll('+', '-').replaceAll('/', '_');
    for (const [name, spelling] of spellings) {
      if (plain.includes(spelling) || dashed.includes(spelling)) leaks.push(`${at}: ${name}`);
    }
  }
  return leaks;
}

/** Fails when the secret can be found in any of them. */
export async function expectNoLeak(secret: string, ...places: unknown[]): Promise<void> {
  expect(await leaksOf(secret, ...places)).toEqual([]);
}

interface Found {
  at: string;
  text: string;
}

/** Every text in a value, and every file in it as the texts it may be. */
async function* textsOf(value: unknown, at: string, seen: Set<unknown>): AsyncGenerator<Found> {
  if (value === null || value === undefined || typeof value === 'boolean') return;
  if (typeof value !== 'object' && typeof value !== 'function') {
    yield { at, text: String(value) };
    return;
  }
  if (seen.has(value)) return;
  seen.add(value);
  const bytes = await bytesOf(value);
  if (bytes) {
    yield { at: `${at} (bytes)`, text: bytes.toString('latin1') };
    yield { at: `${at} (UTF-16)`, text: bytes.toString('utf16le') };
    yield { at: `${at} (UTF-16, one byte on)`, text: bytes.subarray(1).toString('utf16le') };
    return;
  }
  if (value instanceof URL) yield { at, text: value.href };
  if (value instanceof Request || value instanceof Response) {
    yield { at: `${at}.url`, text: value.url };
    if (!value.bodyUsed) yield* textsOf(await value.clone().arrayBuffer(), `${at}.body`, seen);
  }
  for (const [name, part] of partsOf(value)) {
    yield { at: `${at}, a name`, text: name };
    yield* textsOf(part, `${at}.${name.slice(0, 40)}`, seen);
  }
}

async function bytesOf(value: object): Promise<Buffer | null> {
  if (value instanceof Blob) return Buffer.from(await value.arrayBuffer());
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return null;
}

/** Own properties, hidden ones too (an error's message and stack are), and the entries of what has any. */
function* partsOf(value: object): Generator<[string, unknown]> {
  for (const name of Object.getOwnPropertyNames(value)) {
    const property = Object.getOwnPropertyDescriptor(value, name);
    if (property && 'value' in property) yield [name, property.value];
  }
  if (value instanceof Request || value instanceof Response) yield ['headers', value.headers];
  if (value instanceof Map || value instanceof Headers || value instanceof FormData) {
    for (const [name, part] of value.entries()) yield [String(name), part];
  }
  if (value instanceof Set) for (const [at, part] of [...value].entries()) yield [String(at), part];
}

/** Everything in every database of this world, by its place. */
export async function everythingStored(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await openDB(name);
    for (const store of db.objectStoreNames) {
      const tx = db.transaction(store);
      found[`${name}/${store}`] = { ids: await tx.store.getAllKeys(), rows: await tx.store.getAll() };
    }
    db.close();
  }
  return found;
}
