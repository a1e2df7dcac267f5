import { openDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import { everythingStored, expectNoLeak, leaksOf } from './leaks';

const KEY = 'sk-CANARY-7f3a/Q9+zz==0042';

describe('a secret is found', () => {
  const circle: Record<string, unknown> = { deep: [{ in: new Map([['a', `Bearer ${KEY}`]]) }] };
  circle['self'] = circle;

  it.each<[string, unknown]>([
    ['as it is', `the key ${KEY} was refused`],
    ['in other letters', KEY.toUpperCase()],
    ['by its beginning', `sk-CANARY-7f…`],
    ['in an address', new URL(`https://api.example.com/?key=${encodeURIComponent(KEY)}`)],
    ['percent-encoded letter by letter', [...Buffer.from(KEY)].map((b) => `%${b.toString(16)}`).join('')],
    ['in base64', btoa(KEY)],
    ['in base64 after one letter', btoa(`:${KEY}:`)],
    ['in base64 after two', btoa(`u:${KEY} and more`)],
    ['in base64 after many', btoa(`Basic user:${KEY}`)],
    ['in the base64 of addresses', btoa(KEY).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')],
    ['in hexadecimal', Buffer.from(KEY).toString('hex')],
    ['backwards', [...KEY].toReversed().join('')],
    ['as JSON in JSON', JSON.stringify(JSON.stringify({ key: KEY }))],
    ['in an error', new Error(`bad key ${KEY}`)],
    ['in the cause of an error', new Error('bad key', { cause: new TypeError(KEY) })],
    ['in the name of a field', { [KEY]: 1 }],
    ['deep in a record that goes in circles', circle],
    ['in a set', new Set([KEY])],
    ['in a header', new Headers({ authorization: `Bearer ${KEY}` })],
    ['in a request', new Request('https://api.example.com/', { headers: { 'x-api-key': KEY } })],
    ['in what a request carries', new Request('https://api.example.com/', { method: 'POST', body: KEY })],
    ['in an answer', new Response(KEY)],
    ['in a file', new Blob(['…', KEY])],
    ['in a file of UTF-16', new Blob([Buffer.from(`é${KEY}`, 'utf16le')])],
    ['in bytes', new TextEncoder().encode(KEY)],
    ['in the middle of bytes', new DataView(new TextEncoder().encode(`xx${KEY}`).buffer, 2)],
  ])('%s', async (_, place) => {
    expect(await leaksOf(KEY, 'nothing here', place)).not.toEqual([]);
  });
});

describe('a secret is not found', () => {
  it.each<[string, unknown]>([
    ['in nothing', undefined],
    ['in its last four letters', { kind: 'set', ends: '0042' }],
    ['in the words that keys of its kind begin with', 'sk-CANARY'],
    ['in another key', 'sk-OTHER-7f3a/Q9+zz==0042'.slice(0, 20)],
  ])('%s', async (_, place) => {
    await expectNoLeak(KEY, place);
  });

  it('unless the test fails for it', async () => {
    await expect(expectNoLeak(KEY, { message: KEY })).rejects.toThrow('as it is');
  });
});

describe('what is stored', () => {
  afterEach(() => {
    indexedDB.deleteDatabase('a-test');
  });

  it('is looked through, names and all', async () => {
    const db = await openDB('a-test', 1, { upgrade: (db) => void db.createObjectStore('things') });
    await db.put('things', { file: new Blob([KEY]) }, 'a');
    await db.put('things', 1, KEY);
    db.close();
    const leaks = await leaksOf(KEY, await everythingStored());
    expect(leaks.some((leak) => leak.includes('rows'))).toBe(true);
    expect(leaks.some((leak) => leak.includes('ids'))).toBe(true);
  });
});
