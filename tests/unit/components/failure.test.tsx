// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { JobTrouble } from '@/components/job/JobTrouble';
import { rememberWords } from '@/components/job/queue/unsaved';
import { QueueRow } from '@/components/job/queue/QueueRow';
import type { Failure, Job } from '@/utils/domain';
import { transition } from '@/utils/jobs';
import type { JobWish } from '@/utils/messaging';
import { serverCard } from '@/utils/providers';
import { aConnection, anAttempt, aServiceJob, aSource, aVideosRequest } from '../samples';
import { buttonOf, find, press, show, useScreen, words } from './screen';
// Fetched by a click; here already, so that one turn brings it on a busy machine too.
import '@/components/job/queue/JobEditor';

useScreen();

const services = () => {
  const wishes: JobWish[] = [];
  return {
    wishes,
    tellJob: async (wish: JobWish) => void wishes.push(wish),
    onChange: () => () => undefined,
    store: { connections: { all: async () => [] }, models: { all: async () => [] } },
  };
};
/** What a click fetches is there. */
const fetched = () => act(() => vi.dynamicImportSettled());
const lines = (): Record<string, string> =>
  Object.fromEntries(
    [...document.querySelectorAll('.verdict > div')].map((line) => [
      line.querySelector('dt')?.textContent ?? '',
      line.querySelector('dd')?.textContent ?? '',
    ]),
  );

function refused(gate: Failure['gate'], change: Partial<Failure> = {}): Job {
  const failure: Failure = { gate, code: 'E1', message: 'Not like this.', charged: 'no', ...change };
  const money = { ...anAttempt().money, verdict: 'not-charged' as const };
  return aServiceJob({
    state: 'failed',
    problem: 'content-refused',
    failure,
    request: aVideosRequest({ providerId: 'runway', baseUrl: 'https://api.dev.runwayml.com/v1' }),
    attempts: [anAttempt({ outcome: 'refused', money })],
  });
}

describe('the card of a refusal', () => {
  test.each([
    ['input', 'The words, before', 'change the words'],
    ['image', 'A picture of the order', 'leave the picture out'],
    ['output', 'The result: the video was made', 'say more exactly'],
    ['service', 'It does not say', 'which of them it was about is not told'],
  ] as const)('of %s names what was refused and what one may change', async (gate, what, advice) => {
    await show(<JobTrouble job={refused(gate)} onBack={() => undefined} />, services());
    expect(lines()['Refused']).toContain(what);
    expect(lines()['You can']).toContain(advice);
  });

  test('names who decided, by name and by host, in their words too', async () => {
    await show(<JobTrouble job={refused('input')} />, services());
    expect(lines()['Decided by']).toBe('⁨Runway⁩ (⁨api.dev.runwayml.com⁩)');
    expect(find('.quote').textContent).toContain('Not like this.');
  });

  test.each([
    ['no', 'not-charged', 'Nothing was charged.'],
    ['yes', 'charged', 'It was charged; the sum was not told, $0.80 was estimated.'],
    ['unknown', 'unknown', 'not told · Up to $0.80 may have been charged.'],
  ] as const)('says of the charge: %s', async (charged, verdict, said) => {
    const job = refused('output', { charged });
    const attempts = job.attempts.map((attempt) => ({ ...attempt, money: { ...attempt.money, verdict } }));
    await show(<JobTrouble job={{ ...job, attempts }} />, services());
    expect(lines()['Charged']).toBe(said);
  });

  test('says what is kept', async () => {
    await show(<JobTrouble job={refused('input')} />, services());
    expect(lines()['Kept']).toBe('your source and your words');
  });
});

test('keys that are locked are unlocked in the settings', async () => {
  const job = aServiceJob({ state: 'paused', problem: 'key-locked', resumeTo: 'queued' });
  const { GoToContext } = await import('@/components/app/screens');
  const seen: string[] = [];
  await show(
    <GoToContext value={(screen) => void seen.push(screen)}>
      <JobTrouble job={job} />
    </GoToContext>,
    services(),
  );
  await press('Unlock in the settings');
  expect(seen).toEqual(['settings']);
  expect(buttonOf('Continue')).toBeDefined();
});

describe('a number that the user gave for lost work', () => {
  const asks = aServiceJob({
    state: 'ask-user',
    problem: 'answer-lost',
    newsAt: 1,
    attempts: [anAttempt({ startedAt: 10, outcome: 'unknown' })],
  });
  const after = (job: Job, event: Parameters<typeof transition>[1], now: number): Job => {
    const moved = transition(job, event, now);
    if (!moved.ok) throw new Error('refused');
    return moved.job;
  };

  test('is said to be unknown there, once the server has said so', async () => {
    await show(<JobTrouble job={asks} />, services());
    expect(words()).not.toContain('does not know the id');
    const claimed = after(asks, { type: 'claim', handle: 'vidoe_1' }, 20);
    const back = after(claimed, { type: 'forgotten', nextAt: 30 }, 21);
    expect(back.state).toBe('ask-user');
    await show(<JobTrouble job={back} />, services());
    expect(words()).toContain('⁨127.0.0.1:8091⁩ does not know the id you entered');
  });
});

test('a job that the user held stays held when the panel was closed over its words', async () => {
  const job = aServiceJob({ state: 'paused', problem: 'by-user', source: aSource() });
  rememberWords(job.id, aVideosRequest({ prompt: 'Half a sent' }), true);
  const given = services();
  await show(
    <ol>
      <QueueRow job={job} place={0} />
    </ol>,
    given,
  );
  await fetched();
  await press('Discard');
  await press('Discard');
  expect(given.wishes).toEqual([]);
});

test('the words of any service’s job can be changed while it waits', async () => {
  const request = aVideosRequest({ providerId: 'fal', baseUrl: 'https://queue.fal.run', prompt: 'A fox.' });
  const job = aServiceJob({ state: 'paused', problem: 'by-user', request });
  rememberWords(job.id, request, true);
  await show(
    <ol>
      <QueueRow job={job} place={0} />
    </ol>,
    services(),
  );
  await fetched();
  expect(find<HTMLTextAreaElement>('.queue-editor textarea').value).toBe('A fox.');
});

test('a prompt is changed within what its model reads', async () => {
  const fal = aConnection({ id: 'fal-1', kind: 'fal', baseUrl: 'https://queue.fal.run' });
  const { id: connectionId, baseUrl } = fal;
  const request = aVideosRequest({ providerId: 'fal', connectionId, baseUrl, model: 'wan' });
  const job = aServiceJob({ state: 'paused', problem: 'by-user', request });
  rememberWords(job.id, request, true);
  const cards = [{ ...serverCard(fal, 'wan'), maxPrompt: 700 }];
  const store = {
    connections: { all: async () => [fal] },
    models: { all: async () => [{ connectionId, at: 0, cards }] },
  };
  await show(
    <ol>
      <QueueRow job={job} place={0} />
    </ol>,
    { ...services(), store },
  );
  for (let i = 0; i < 2; i += 1) await fetched();
  expect(find<HTMLTextAreaElement>('.queue-editor textarea').maxLength).toBe(700);
});
