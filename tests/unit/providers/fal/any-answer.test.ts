/** Whatever comes back, and with whatever status: nothing throws, nothing is sent twice, and no doubt is called a refusal. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fal } from '@/utils/providers/fal/provider';
import { replicate } from '@/utils/providers/replicate/provider';
import { runway } from '@/utils/providers/runway';
import { anAttempt } from '../../samples';
import { anOrder, json, KEY, MemorySink, probeOver, providerOver } from '../kit';

const BASES = {
  fal: 'https://queue.fal.run',
  runway: 'https://api.dev.runwayml.com/v1',
  replicate: 'https://api.replicate.com/v1',
};

const NAMES =
  'id request_id status error detail output video input results next issues response_url status_url failureCode ' +
  'failure cost progress completed_at data_removed';
const STATES = 'IN_QUEUE COMPLETED SUCCEEDED FAILED CANCELLED succeeded failed canceled processing';
const names = fc.constantFrom(...NAMES.split(' '));
const states = fc.constantFrom(...STATES.split(' '));
const value = fc.oneof(
  fc.jsonValue(),
  states,
  fc.webUrl(),
  fc.double(),
  fc.array(fc.jsonValue(), { maxLength: 3 }),
);
const body = fc.oneof(fc.jsonValue(), fc.dictionary(names, value, { maxKeys: 8 }));
const status = fc.constantFrom(
  200,
  201,
  202,
  400,
  401,
  402,
  403,
  404,
  409,
  410,
  422,
  429,
  500,
  502,
  503,
  504,
);

describe.each([fal, runway, replicate])('$id', (adapter) => {
  const baseUrl = BASES[adapter.id as keyof typeof BASES];
  const order = anOrder(adapter, baseUrl, { model: 'maker/model' });
  const home = new URL(baseUrl).origin;

  /** Answers everything alike; ends what would go on for ever. */
  function over(answer: unknown, code: number) {
    const sent: { url: string; method: string; key: boolean }[] = [];
    const provider = providerOver(adapter, async (url, init) => {
      const headers = JSON.stringify([...new Headers(init?.headers)]);
      sent.push({ url: String(url), method: init?.method ?? 'GET', key: headers.includes(KEY) });
      if (sent.length > 60) throw new Error('it never ends');
      return json(answer, { status: code });
    });
    return { provider, sent };
  }

  it('bears any answer to an order', async () => {
    await fc.assert(
      fc.asyncProperty(body, status, async (answer, code) => {
        const { provider, sent } = over(answer, code);
        const submitted = await provider.submit({ jobId: 'job-1', attemptId: 'attempt-1', request: order });
        expect(sent.map(({ method }) => method)).toEqual(['POST']);
        if (submitted.kind === 'accepted') expect(submitted.handle.length).toBeLessThanOrEqual(400);
        if (code >= 500 || code === 409) expect(submitted.kind).toBe('doubtful');
        if (code < 300) expect(['accepted', 'doubtful']).toContain(submitted.kind);
      }),
      { numRuns: 300 },
    );
  });

  it('bears any answer to all that follows, and keeps the key at home', async () => {
    await fc.assert(
      fc.asyncProperty(body, status, async (answer, code) => {
        const { provider, sent } = over(answer, code);
        const progress = await provider.poll('/maker/model/requests/1', order);
        await provider.cancel('/maker/model/requests/1', order);
        const found = await provider.recover(anAttempt(), order);
        const downloaded = await provider.download('/maker/model/requests/1', order, new MemorySink());
        if (code >= 300) expect(progress.kind).not.toBe('done');
        if (code >= 300) expect(found).not.toMatchObject({ handles: [] });
        expect(downloaded.ok).toBe(false);
        for (const { url, key } of sent) expect(key).toBe(new URL(url).origin === home);
      }),
      { numRuns: 300 },
    );
  });

  it('bears any answer to its test', async () => {
    await fc.assert(
      fc.asyncProperty(body, status, async (answer, code) => {
        const report = await probeOver(adapter, baseUrl, async () => json(answer, { status: code }));
        expect(report.models.length).toBeLessThanOrEqual(200);
        if (code === 401) expect(report.answer).not.toBe('ok');
      }),
    );
  });
});
