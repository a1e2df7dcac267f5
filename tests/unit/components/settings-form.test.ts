import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldAmount, typedAmount } from '@/components/settings/amount';
import { fieldsOf, readForm, type Fields } from '@/components/settings/connection-form';
import { serverAddress } from '@/components/settings/server-address';
import { aConnection } from '../samples';

describe('an address as it is typed', () => {
  test.each([
    ['http://127.0.0.1:8091/v1', 'http://127.0.0.1:8091/v1'],
    ['  http://localhost:8000/v1/  ', 'http://localhost:8000/v1'],
    ['localhost:8000/v1', 'http://localhost:8000/v1'],
    ['127.0.0.1:8091/v1', 'http://127.0.0.1:8091/v1'],
    ['https://gpu.example/v1/videos', 'https://gpu.example/v1'],
    ['https://gpu.example/v1/videos/', 'https://gpu.example/v1'],
    ['https://gpu.example:8443', 'https://gpu.example:8443'],
    ['gpu.example/v1', 'https://gpu.example/v1'],
    ['https://nas.local/v1', 'https://nas.local/v1'],
    ['HTTPS://GPU.example/V1', 'https://gpu.example/V1'],
    ['https://localhost:8443/v1', 'https://localhost:8443/v1'],
    ['localhost.evil.example/v1', 'https://localhost.evil.example/v1'],
  ])('%s is %s', (typed, baseUrl) => {
    expect(serverAddress(typed)).toEqual({ ok: true, baseUrl });
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['http://gpu.example/v1', 'not-https'],
    ['http://192.168.1.5:8000/v1', 'not-https'],
    ['http://localhost.evil.example/v1', 'not-https'],
    ['http://0.0.0.0:8000', 'not-https'],
    ['https://me:secret@gpu.example/v1', 'has-login'],
    ['http://127.0.0.1@evil.example/v1', 'has-login'],
    ['https://gpu.example/v1?key=1', 'has-query'],
    ['https://gpu.example/v1#top', 'has-query'],
    ['ftp://gpu.example', 'not-an-address'],
    ['file:///etc/passwd', 'not-an-address'],
    ['javascript:alert(1)', 'not-an-address'],
    ['https://', 'not-an-address'],
    ['https://[::1]:8000/v1', 'not-an-address'],
    ['what is this', 'not-an-address'],
    [`https://gpu.example/${'a'.repeat(2048)}`, 'not-an-address'],
  ])('%s is refused: %s', (typed, problem) => {
    expect(serverAddress(typed)).toEqual({ ok: false, problem });
  });

  test('what was accepted is accepted again as it stands, holds no secret, and is https or this computer', () => {
    const typed = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.string(),
      fc.webAuthority({ withPort: true }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const address = serverAddress(text);
        if (!address.ok) return;
        const { protocol, hostname, username, password } = new URL(address.baseUrl);
        expect(serverAddress(address.baseUrl)).toEqual(address);
        expect(address.baseUrl).not.toMatch(/\/$|[?#]/);
        expect(username + password).toBe('');
        expect(protocol === 'https:' || ['localhost', '127.0.0.1'].includes(hostname)).toBe(true);
      }),
    );
  });
});

describe('a sum as it is typed', () => {
  test.each([
    ['', 'en', null],
    ['0', 'en', 0],
    ['0.1', 'en', 0.1],
    ['.5', 'en', 0.5],
    ['0,10', 'fr', 0.1],
    ['0,10', 'en', 0.1],
    ['$1.20', 'en', 1.2],
    ['1,20 $US', 'fr', 1.2],
    ['0,125', 'en', 0.125],
    ['1,000', 'fr', 1],
    ['12 USD', 'en', 12],
  ])('"%s" in %s is %s', (text, locale, usd) => {
    expect(typedAmount(text, locale)).toEqual({ ok: true, usd });
  });

  test.each([
    ['-1', 'en'],
    ['abc', 'en'],
    ['1e3', 'en'],
    ['1.', 'en'],
    ['Infinity', 'en'],
    ['1,000', 'en'],
    ['1.000', 'fr'],
    ['1,000,000', 'en'],
    ['10000000', 'en'],
    ['1 or 2', 'en'],
  ])('"%s" in %s is refused', (text, locale) => {
    expect(typedAmount(text, locale)).toEqual({ ok: false });
  });

  test('what stands in a field reads back as the same sum', () => {
    const sums = fc.option(
      fc.integer({ min: 0, max: 1e9 }).map((micro) => micro / 1e4),
      { nil: null },
    );
    fc.assert(
      fc.property(sums, fc.constantFrom('en', 'fr', 'de', 'en-IN', 'ar'), (usd, locale) => {
        expect(typedAmount(fieldAmount(usd, locale), locale)).toEqual({ ok: true, usd });
      }),
    );
  });
});

describe('the form of a server', () => {
  const about = { locale: 'en', now: 42, newId: () => 'new-id' };
  const typed = (change: Partial<Fields> = {}): Fields => ({
    name: 'Mine',
    baseUrl: '127.0.0.1:8091/v1',
    model: ' wan-3 ',
    price: '0.05',
    ...change,
  });

  test('becomes a connection', () => {
    expect(readForm(typed(), undefined, about)).toEqual({
      ok: true,
      connection: {
        id: 'new-id',
        kind: 'openai-videos',
        name: 'Mine',
        baseUrl: 'http://127.0.0.1:8091/v1',
        model: 'wan-3',
        usdPerSecond: 0.05,
        priceAt: 42,
        createdAt: 42,
      },
    });
  });

  test('a price left empty is not known, and 0 is free', () => {
    expect(readForm(typed({ price: '' }), undefined, about)).toMatchObject({
      connection: { usdPerSecond: null },
    });
    expect(readForm(typed({ price: '0' }), undefined, about)).toMatchObject({
      connection: { usdPerSecond: 0 },
    });
  });

  test('without a name the host stands for it', () => {
    expect(readForm(typed({ name: ' ' }), undefined, about)).toMatchObject({
      connection: { name: '127.0.0.1:8091' },
    });
  });

  test('a connection opened and saved as it is stays as it is', () => {
    const before = aConnection();
    expect(readForm(fieldsOf(before, 'fr'), before, { ...about, locale: 'fr' })).toEqual({
      ok: true,
      connection: before,
    });
  });

  test('a new price is as of now, an old one as of then', () => {
    const before = aConnection({ usdPerSecond: 0.1, priceAt: 7 });
    const fields = fieldsOf(before, 'en');
    expect(readForm({ ...fields, price: '0.2' }, before, about)).toMatchObject({
      connection: { priceAt: 42 },
    });
    expect(readForm({ ...fields, name: 'Other' }, before, about)).toMatchObject({
      connection: { priceAt: 7 },
    });
  });

  test('says every field that is wrong at once', () => {
    const wrong = {
      name: 'n'.repeat(81),
      baseUrl: 'http://gpu.example',
      model: 'm'.repeat(201),
      price: '-1',
    };
    expect(readForm(wrong, undefined, about)).toEqual({
      ok: false,
      problems: {
        name: 'serverNameTooLong',
        baseUrl: 'serverAddressNotHttps',
        model: 'serverModelTooLong',
        price: 'amountInvalid',
      },
    });
  });
});
