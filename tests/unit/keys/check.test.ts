import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkKey, endsOf, originOf } from '@/utils/keys/check';

describe('what was pasted', () => {
  it.each([
    ['sk-or-v1-0123456789', 'sk-or-v1-0123456789'],
    ['  sk-or-v1-0123456789\n', 'sk-or-v1-0123456789'],
    ['Bearer sk-or-v1-0123456789', 'sk-or-v1-0123456789'],
    ['bearer  sk-or-v1-0123456789', 'sk-or-v1-0123456789'],
    ['bearer-of-a-name', 'bearer-of-a-name'],
    ['id:secret/with+signs=', 'id:secret/with+signs='],
    ['12345678', '12345678'],
    ['x'.repeat(512), 'x'.repeat(512)],
  ])('%j is the key %j', (pasted, key) => expect(checkKey(pasted)).toEqual({ ok: true, key }));

  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['Bearer ', 'empty'],
    ['1234567', 'too-short'],
    ['x'.repeat(513), 'too-long'],
    ['x'.repeat(100_000), 'too-long'],
    ['Authorization: Bearer sk-0123456789', 'characters'],
    ['sk-0123456789\nsk-9876543210', 'characters'],
    ['sk-01234\u200b56789', 'characters'],
    ['sk-0123456789…', 'characters'],
    ['clé-0123456789', 'characters'],
    ['sk-0123456789\u0000', 'characters'],
  ])('%j is none: %s', (pasted, reason) => expect(checkKey(pasted)).toEqual({ ok: false, reason }));

  it('never becomes a header that is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (pasted) => {
        const checked = checkKey(pasted);
        if (checked.ok)
          expect(new Headers({ a: `Bearer ${checked.key}` }).get('a')).toHaveLength(7 + checked.key.length);
      }),
    );
  });
});

describe('what is shown of a key', () => {
  it('is its end', () => expect(endsOf('0123456789ab')).toBe('89ab'));
  it('is nothing where that would be much of it', () => expect(endsOf('0123456789a')).toBe(''));
});

describe('the origin of a server', () => {
  it.each([
    ['https://API.example.com/v1', 'https://api.example.com'],
    ['https://api.example.com:443', 'https://api.example.com'],
    ['http://127.0.0.1:8091/v1', 'http://127.0.0.1:8091'],
    ['https://user:word@api.example.com/', 'https://api.example.com'],
  ])('of %s is %s', (url, origin) => expect(originOf(url)).toBe(origin));

  it.each(['', 'api.example.com', 'data:,x', 'file:///etc', 'blob:https://api.example.com/1', 'null'])(
    'of %j is none',
    (url) => expect(originOf(url)).toBeNull(),
  );
});
