import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SERVICE_IDS, type ServiceId } from '@/utils/domain';
import { Wire } from '@/utils/providers/service';
import { serviceProviders } from '@/utils/providers/services';
import { TONGUES } from '../../conformance/tongues';
import { expectNoLeak } from '../keys/leaks';
import { anMp4, anOrder, MemorySink, portsOver, scripted, type Answer } from './kit';

/** With all that texts and addresses spell in other ways. */
const KEY = 'sk-CANARY/7f3a+Q9"z\\z%==0042';
const BASE = 'https://service.example/v1';
const HOLDER = { keyFor: () => Promise.resolve({ kind: 'key' as const, key: KEY }) };

const encoded = encodeURIComponent(KEY);
const letters = [...Buffer.from(KEY)].map((byte) => `%${byte.toString(16)}`).join('');
const inJson = (depth: number): string =>
  Array.from({ length: depth }).reduce<string>((text) => JSON.stringify({ error: `bad key ${text}` }), KEY);

/** What stands in the words of a service, before they are written as JSON. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['as it is', KEY],
  ['in capitals', KEY.toUpperCase()],
  ['twice', `${KEY}, I said ${KEY}`],
  ['percent-encoded', encoded],
  ['percent-encoded twice', encodeURIComponent(encoded)],
  ['percent-encoded, every letter', letters],
  ['in an address', `https://files.example/a?key=${encoded}&b=1`],
  ['in JSON', inJson(1)],
  ['in JSON in JSON', inJson(2)],
  ['where words are cut', `${'x'.repeat(280)} ${KEY}`],
];

/** Letters as JSON may have them; parsers read them all alike. */
const WRITERS: readonly (readonly [string, (body: unknown) => string])[] = [
  ['plain', (body) => JSON.stringify(body)],
  ['with escaped slashes', (body) => JSON.stringify(body).replaceAll('/', '\\/')],
  [
    'with escaped letters',
    (body) =>
      JSON.stringify(body).replaceAll(/[A-Z+=%-]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
  ],
];

const cases = SPELLINGS.flatMap(([spelling, said]) =>
  WRITERS.map(([writer, written]) => [`${spelling}, ${writer}`, said, written] as const),
);

function over(id: ServiceId, answers: readonly Answer[]) {
  const provider = serviceProviders(portsOver(scripted(...answers).fetch, HOLDER))[id];
  return { provider, request: anOrder({ id }, BASE, { model: 'owner/model' }) };
}

describe.each(SERVICE_IDS)('a key that %s repeats', (id) => {
  const tongue = TONGUES[id];
  const answer = (text: string, status = 200): Response => new Response(text, { status });
  const bodies = (said: string): unknown[] => [
    tongue.failed(said),
    tongue.failed({ code: said, message: said, metadata: { raw: said } }),
    tongue.failed([{ type: said, msg: said, loc: ['body', said] }]),
    { status: 'FAILED', failure: said, failureCode: said },
    { error: { code: 400, message: 'refused', metadata: { raw: said } } },
    { detail: said, error: said, code: said },
    { error: said, issues: [{ path: [said], message: said }] },
  ];

  it.each(cases)('is not in what comes of an order: %s', async (_, said, written) => {
    for (const body of bodies(said)) {
      for (const status of [200, 202, 400, 403, 404, 410, 422, 451]) {
        const { provider, request } = over(id, [answer(written(body), status)]);
        await expectNoLeak(KEY, await provider.submit({ jobId: 'j', attemptId: 'a', request }));
      }
    }
  });

  it.each(cases)('is not in what comes of a look: %s', async (_, said, written) => {
    for (const body of bodies(said)) {
      for (const status of [200, 400, 422, 500]) {
        const text = written(body);
        // fal is asked twice: how it stands, and what came of it.
        const first = id === 'fal' ? [answer('{"status":"COMPLETED"}')] : [];
        const { provider, request } = over(id, [...first, answer(text, status), answer(text, status)]);
        await expectNoLeak(KEY, await provider.poll('work_1', request));
      }
    }
  });
});

describe('a key that comes with a file', () => {
  it('is not kept as its mark', async () => {
    const headers = { etag: `"${KEY}"`, 'content-length': '5000' };
    const sink = new MemorySink();
    const { provider, request } = over('openai-videos', [new Response(anMp4(5000), { headers })]);
    expect(await provider.download?.('work_1', request, sink)).toEqual({ ok: true });
    expect(sink.etag).toBe('"…"');
  });

  it('is not kept as the host that is to be allowed', async () => {
    const key = 'abcdefgh12345678';
    const done = Response.json({ status: 'done', video: { url: `https://${key}.example/a.mp4` } });
    const ports = portsOver(scripted(done).fetch, {
      hasHost: (url) => Promise.resolve(url === BASE),
      keyFor: () => Promise.resolve({ kind: 'key', key }),
    });
    const request = anOrder({ id: 'xai' }, BASE);
    const answer = await serviceProviders(ports).xai.download?.('work_1', request, new MemorySink());
    expect(answer).toMatchObject({ ok: false });
    await expectNoLeak(key, answer);
  });
});

describe('any key, in any mixture of spellings', () => {
  const letter = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  const key = fc.array(letter, { minLength: 8, maxLength: 40 }).map((all) => all.join(''));
  const hex = (one: string): string => one.charCodeAt(0).toString(16);
  const ways: readonly ((one: string) => string)[] = [
    (one) => one,
    (one) => `%${hex(one)}`,
    (one) => `%${hex(one).toUpperCase()}`,
    (one) => `%25${hex(one)}`,
    (one) => `\\u00${hex(one)}`,
  ];

  it('is taken out, and what is left is JSON as before', () => {
    fc.assert(
      fc.property(key, fc.array(fc.nat(4), { minLength: 1 }), fc.nat(2), (secret, mixture, depth) => {
        const spelt = [...secret].map((one, i) => ways[mixture[i % mixture.length]!]!(one)).join('');
        let text = JSON.stringify({ id: 7, message: `before ${spelt} after` });
        for (let i = 0; i < depth; i += 1) text = JSON.stringify({ id: 7, message: text });
        const place = { baseUrl: BASE, key: { kind: 'key', key: secret } as const, auth: () => ({}) };
        const { form, json } = new Wire(portsOver(fetch), place).formOf(text);
        expect(form).toBe('json');
        const left = JSON.stringify(json);
        expect(left).toContain('before …');
        expect(left).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
      { numRuns: 300 },
    );
  });

  it('takes no longer for what was made to take long', () => {
    const place = { baseUrl: BASE, key: { kind: 'key', key: KEY } as const, auth: () => ({}) };
    const wire = new Wire(portsOver(fetch), place);
    const begun = performance.now();
    for (const bait of ['\\', '%25', 'u00', KEY.slice(0, -1), `%${'25'.repeat(20)}`]) {
      wire.withoutKey(bait.repeat(Math.ceil(1_000_000 / bait.length)));
    }
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
