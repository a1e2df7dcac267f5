// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { Diagnostics } from '@/components/diagnostics/Diagnostics';
import { LiveReport } from '@/components/diagnostics/live-report';
import { jsonOf, reportOf, type Found, type Report } from '@/components/diagnostics/report';
import type { Services } from '@/components/services';
import { StorageTrouble, type Change } from '@/utils/db';
import { ledgerOf, type Job } from '@/utils/domain';
import { aClip, aJob, anAttempt, aServiceJob, aSource, aVideosRequest, someMedia } from '../samples';
import { buttonOf, find, press, show, useScreen, words } from './screen';

useScreen();

const SECRET = 'sk-planted-0123456789';
const SENTENCE = 'The gardener whispered something private.';
const PAGE = 'https://private.example/diary?token=planted-token';

/** A job into which everything was put that must not come out. */
function planted(): Job {
  return aServiceJob({
    state: 'failed',
    problem: 'content-refused',
    source: aSource({ url: PAGE, title: SENTENCE, text: SENTENCE, paragraph: SENTENCE, byline: SENTENCE }),
    request: aVideosRequest({
      prompt: `${SENTENCE} ${SECRET}`,
      baseUrl: 'https://gpu.example/tenant-planted/v1',
      model: SENTENCE,
    }),
    failure: { gate: 'input', code: 'moderation_blocked', message: `${SENTENCE} ${SECRET}`, charged: 'no' },
    attempts: [anAttempt({ handle: '整个故事都在这里' }), anAttempt({ id: 'attempt-2', handle: 'video_2' })],
    download: { etag: SECRET, total: 100, furthest: 0, cuts: 1, bad: 0 },
  });
}

function found(jobs: Job[], change: Partial<Found> = {}): Found {
  return {
    version: '0.2.0',
    browser: 'A browser',
    now: 1_700_000_000_000,
    counts: { active: 1, queued: 2, held: 3 },
    clipCount: 4,
    store: { generation: 'gen-1', readOnly: false, lost: 'nothing' },
    jobs,
    clips: new Map(),
    have: new Map(),
    ledger: jobs.flatMap(ledgerOf),
    ...change,
  };
}

describe('the report', () => {
  test('holds no prompt, no words and address of a page, no path of a server, no secret', () => {
    const json = JSON.stringify(reportOf(found([planted()])));
    for (const word of ['planted', 'gardener', 'private', 'diary', 'token', '整个', 'ladybird', 'Ana Ruiz']) {
      expect(json).not.toContain(word);
    }
    expect(json).toContain('gpu.example');
    expect(json).toContain('moderation_blocked');
    expect(json).toContain('video_2');
  });

  test('what is added to records elsewhere does not get into it', () => {
    const extra = { apiKey: SECRET, note: SENTENCE };
    const job = planted();
    const grown = {
      ...job,
      ...extra,
      request: { ...job.request, ...extra },
      failure: { ...job.failure!, ...extra },
      attempts: job.attempts.map((attempt) => ({
        ...attempt,
        ...extra,
        money: { ...attempt.money, ...extra },
      })),
      download: { ...job.download!, ...extra },
      clipId: 'clip-1',
    };
    const clip = { ...aClip({ media: { ...someMedia(), ...extra } }), ...extra };
    const all = found([grown], {
      clips: new Map([['clip-1', clip]]),
      ledger: ledgerOf(grown).map((row) => Object.assign(row, extra)),
      store: { ...found([]).store, ...extra },
    });
    expect(JSON.stringify(reportOf({ ...all, ...extra }))).not.toMatch(/planted|gardener/);
  });

  test('says of a job what a tester needs: state, attempts, the provider’s id, bytes, digest, money', () => {
    const job = aServiceJob({
      state: 'saved',
      clipId: 'clip-1',
      attempts: [anAttempt({ handle: 'video_1' })],
    });
    const clip = aClip({ media: someMedia({ bytes: 7, sha256: 'b'.repeat(64) }) });
    const [told] = reportOf(found([job], { clips: new Map([['clip-1', clip]]) })).jobs;
    expect(told).toMatchObject({
      id: 'job-1',
      state: 'saved',
      host: '127.0.0.1:8091',
      clipId: 'clip-1',
      file: { bytes: 7, sha256: 'b'.repeat(64) },
      attempts: [{ id: 'attempt-1', epoch: 1, handle: 'video_1', verdict: 'pending', estimatedUsd: 0.8 }],
    });
  });

  test('says how far a download is', () => {
    const job = aServiceJob({
      state: 'downloading',
      download: { etag: '', total: 100, furthest: 0, cuts: 2, bad: 1 },
    });
    const [told] = reportOf(found([job], { have: new Map([['job-1', 40]]) })).jobs;
    expect(told?.download).toEqual({ have: 40, total: 100, furthest: 0, cuts: 2, bad: 1 });
  });

  test('is copied with the newest thousand jobs and their lines', () => {
    const jobs = Array.from({ length: 1001 }, (_, i) =>
      aServiceJob({ id: `job-${i}`, attempts: [anAttempt({ id: `attempt-${i}` })] }),
    );
    const copied = JSON.parse(jsonOf(reportOf(found(jobs)))) as Report;
    expect(copied.jobs.length).toBe(1000);
    expect(copied.ledger.length).toBe(1000);
    expect(copied.jobs.at(-1)?.id).toBe('job-999');
  });

  test('sums up its ledger', () => {
    const { money } = reportOf(found([aServiceJob({ attempts: [anAttempt()] })]));
    expect(money).toEqual({ attempts: 1, chargedUsd: 0, possibleUsd: 0.8, unpriced: 0 });
  });
});

describe('the page', () => {
  const about = { version: '0.2.0', browser: 'A browser' };

  function services(jobs: Job[]) {
    const listeners = new Set<(change: Change) => void>();
    const page = vi.fn(async ({ limit }: { limit: number }) => jobs.slice(0, limit));
    return {
      page,
      store: {
        jobs: { page, counts: async () => ({ active: 0, queued: jobs.length, held: 0 }) },
        clips: { count: async () => 0, get: async () => undefined },
        ledger: { page: async () => jobs.flatMap(ledgerOf) },
        pieces: { have: async () => 0 },
        health: async () => ({
          generation: 'gen-1',
          readOnly: false,
          lost: 'nothing',
          clips: 0,
          jobs: 0,
          missing: [],
        }),
      },
      onChange: (listener: (change: Change) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      tell: (change: Change) => listeners.forEach((listener) => listener(change)),
    };
  }
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => aJob({ id: `job-${i}`, createdAt: 1_700_000_000_000 - i }));
  const json = () => JSON.parse(find('#diagnostics-json').textContent) as Report;
  const rows = () => document.querySelectorAll('tbody tr').length;

  test('has the whole JSON in it, to be read from outside', async () => {
    await show(<Diagnostics about={about} />, services([planted()]));
    expect(json().jobs.map(({ id }) => id)).toEqual(['job-1']);
    expect(json().ledger.length).toBe(2);
  });

  test('shows no planted word either', async () => {
    await show(<Diagnostics about={about} />, services([planted()]));
    expect(words()).not.toMatch(/planted|gardener/);
    expect(rows()).toBe(1);
  });

  test('shows a page of jobs, and older ones when asked', async () => {
    await show(<Diagnostics about={about} />, services(many(60)));
    expect(rows()).toBe(50);
    await press('Show older');
    expect(rows()).toBe(60);
    expect(words()).not.toContain('Show older');
  });

  test('reads further back only when the table needs it', async () => {
    const given = services(many(3));
    const live = new LiveReport(given as unknown as Services, about);
    live.subscribe(() => undefined);
    live.reach(1000);
    expect(given.page).toHaveBeenCalledTimes(1);
    live.reach(1001);
    expect(given.page).toHaveBeenLastCalledWith({ limit: 2000 });
  });

  test('follows the jobs', async () => {
    const jobs = [aJob()];
    const given = services(jobs);
    await show(<Diagnostics about={about} />, given);
    jobs[0] = aJob({ state: 'running' });
    await act(async () => given.tell({ kind: 'job', id: 'job-1' }));
    expect(json().jobs[0]?.state).toBe('running');
  });

  test('copies exactly what it shows', async () => {
    const writeText = vi.fn(async () => undefined);
    vi.stubGlobal('navigator', { ...navigator, languages: ['en'], clipboard: { writeText } });
    await show(<Diagnostics about={about} />, services([aJob()]));
    await press('Copy as JSON');
    expect(writeText).toHaveBeenCalledWith(find('#diagnostics-json').textContent);
  });

  test('a store in trouble is said, and can be tried again', async () => {
    const given = services([aJob()]);
    given.page.mockRejectedValueOnce(new StorageTrouble('broken', undefined));
    await show(<Diagnostics about={about} />, given);
    expect(words()).toContain('The library could not be read');
    expect(buttonOf('Try again')).toBeTruthy();
    await press('Try again');
    expect(rows()).toBe(1);
  });
});
