import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldAmount, typedAmount } from '@/components/settings/amount';
import {
  fieldsOf,
  isSameOrigin,
  readForm as readAny,
  type Fields,
} from '@/components/settings/connection-form';
import { isReadable, serverAddress } from '@/components/settings/server-address';
import { mayUseHttp } from '@/utils/domain';
import { aConnection } from '../samples';

type Rest = Parameters<typeof readAny> extends [unknown, ...infer Others] ? Others : never;

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
    ['http://192.168.1.5:8000/v1', 'http://192.168.1.5:8000/v1'],
    ['nas.local:8000/v1', 'http://nas.local:8000/v1'],
    ['http://nas:11434/v1/chat/completions', 'http://nas:11434/v1'],
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

  test('what was accepted is accepted again as it stands, holds no secret, and is https or near', () => {
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
        expect(protocol === 'https:' || mayUseHttp(hostname)).toBe(true);
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

test.each([
  ['http://127.0.0.1:8091/v1', false],
  ['localhost:11434/v1', false],
  ['http://nas.lan:8000/v1', true],
  ['https://nas.lan:8000/v1', false],
])('what goes to %s can be read on its way: %s', (baseUrl, readable) => {
  expect(isReadable(baseUrl)).toBe(readable);
});

test('a key goes with its origin, and with no other', () => {
  expect(isSameOrigin('https://gpu.example/v1', 'https://gpu.example/v2')).toBe(true);
  expect(isSameOrigin('https://gpu.example/v1', 'https://gpu.example:8443/v1')).toBe(false);
  expect(isSameOrigin('https://gpu.example/v1', '')).toBe(false);
});

describe('the form of a server', () => {
  const fieldsOfOwn = (connection: Parameters<typeof fieldsOf>[1], locale: string) =>
    fieldsOf('openai-videos', connection, locale);
  const readForm = (...[fields, before, given]: Rest) => readAny('openai-videos', fields, before, given);
  const about = { locale: 'en', now: 42, newId: () => 'new-id' };
  const typed = (change: Partial<Fields> = {}): Fields => ({
    name: 'Mine',
    baseUrl: '127.0.0.1:8091/v1',
    model: ' wan-3 ',
    price: '0.05',
    chatModel: '',
    imageModel: '',
    stillPrice: '',
    preset: 'sglang',
    body: 'json',
    ...change,
  });

  test('becomes a connection', () => {
    expect(readForm(typed(), undefined, about)).toEqual({
      ok: true,
      connection: {
        id: 'new-id',
        kind: 'openai-videos',
        preset: 'sglang',
        name: 'Mine',
        baseUrl: 'http://127.0.0.1:8091/v1',
        model: 'wan-3',
        usdPerSecond: 0.05,
        usdPerStill: null,
        priceAt: 42,
        body: 'json',
        quick: false,
        chatModel: '',
        imageModel: '',
        createdAt: 42,
      },
    });
  });

  test('a price of stills is one of its own', () => {
    const read = (stillPrice: string) => readForm(typed({ stillPrice }), undefined, about);
    expect(read('0.04')).toMatchObject({ connection: { usdPerSecond: 0.05, usdPerStill: 0.04 } });
    expect(read('cheap')).toEqual({ ok: false, problems: { stillPrice: 'amountInvalid' } });
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

  test('what goes out without a card to one place is looked at again before it goes to another', () => {
    const before = aConnection({ baseUrl: 'https://gpu.example/v1', quick: true });
    const quickAt = (baseUrl: string) => readForm({ ...fieldsOfOwn(before, 'en'), baseUrl }, before, about);
    expect(quickAt('https://gpu.example/v2')).toMatchObject({ connection: { quick: true } });
    expect(quickAt('https://elsewhere.example/v1')).toMatchObject({ connection: { quick: false } });
  });

  test('a connection opened and saved as it is stays as it is', () => {
    const before = aConnection();
    expect(readForm(fieldsOfOwn(before, 'fr'), before, { ...about, locale: 'fr' })).toEqual({
      ok: true,
      connection: before,
    });
  });

  test('a new price is as of now, an old one as of then', () => {
    const before = aConnection({ usdPerSecond: 0.1, priceAt: 7 });
    const fields = fieldsOfOwn(before, 'en');
    expect(readForm({ ...fields, price: '0.2' }, before, about)).toMatchObject({
      connection: { priceAt: 42 },
    });
    expect(readForm({ ...fields, name: 'Other' }, before, about)).toMatchObject({
      connection: { priceAt: 7 },
    });
  });

  test('says every field that is wrong at once', () => {
    const wrong = typed({
      name: 'n'.repeat(81),
      baseUrl: 'http://gpu.example',
      model: 'm'.repeat(201),
      price: '-1',
    });
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

describe('other forms', () => {
  const about = { locale: 'en', now: 42, newId: () => 'new-id' };

  test('a service has its address and its name by itself', () => {
    expect(readAny('runway', fieldsOf('runway', undefined, 'en'), undefined, about)).toMatchObject({
      connection: {
        kind: 'runway',
        name: 'Runway',
        baseUrl: 'https://api.dev.runwayml.com/v1',
        preset: 'custom',
      },
    });
  });

  test('a chat model without a name is none', () => {
    const fields = { ...fieldsOf('chat', undefined, 'en'), baseUrl: 'localhost:11434/v1' };
    expect(readAny('chat', fields, undefined, about)).toEqual({
      ok: false,
      problems: { chatModel: 'chatModelEmpty' },
    });
    expect(readAny('chat', { ...fields, chatModel: 'qwen3:8b' }, undefined, about)).toMatchObject({
      connection: { kind: 'chat', name: 'localhost:11434', chatModel: 'qwen3:8b' },
    });
  });

  test('a program that takes only forms is sent forms', () => {
    const fields = { ...fieldsOf('openai-videos', undefined, 'en'), baseUrl: 'localhost:1/v1' };
    const read = readAny('openai-videos', { ...fields, preset: 'vllm-omni', body: 'json' }, undefined, about);
    expect(read).toMatchObject({ connection: { body: 'multipart' } });
  });
});
