// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { JobProgress } from '@/components/job/JobProgress';
import { JobTrouble } from '@/components/job/JobTrouble';
import { Queue } from '@/components/job/queue/Queue';
import { rememberWords, unsavedWords } from '@/components/job/queue/unsaved';
import { NO_CAPS, phaseOf, type Connection, type Job } from '@/utils/domain';
import type { JobWish } from '@/utils/messaging';
import { anAttempt, aServiceJob, aVideosRequest } from '../samples';
import { buttonOf, find, press, show, type, useScreen, words } from './screen';
// Fetched by a click; here already, so that one turn brings it on a busy machine too.
import '@/components/job/queue/JobEditor';

useScreen();

const attempts = [anAttempt({ handle: 'video_123', outcome: 'unknown', money: asked(0.8, 'unknown') })];

function asked(usd: number | null, verdict: 'unknown' | 'not-charged') {
  return { estimate: { usd, basis: 'your-price' as const, asOf: 0 }, verdict, chargedUsd: null };
}

function services(jobs: readonly Job[] = [], connections: readonly Connection[] = []) {
  const wishes: JobWish[] = [];
  const count = (phase: string) => jobs.filter((job) => phaseOf(job) === phase).length;
  return {
    wishes,
    events: () => wishes.map(({ event }) => event),
    tellJob: vi.fn(async (wish: JobWish) => void wishes.push(wish)),
    pauseQueue: vi.fn(async () => undefined),
    askOrigin: vi.fn(async () => true),
    wake: async () => undefined,
    onChange: () => () => undefined,
    onProgress: () => () => undefined,
    store: {
      connections: { all: async () => connections },
      models: { all: async () => [] },
      caps: { get: async () => NO_CAPS },
      clips: { durationsOf: async () => [] },
      pieces: { get: async () => undefined },
      queue: { paused: async () => false },
      jobs: {
        active: async () => jobs.filter((job) => phaseOf(job) === 'active'),
        open: async (limit: number) => jobs.slice(0, limit),
        held: async () => jobs.filter((job) => phaseOf(job) === 'held'),
        counts: async () => ({ active: count('active'), queued: count('queued'), held: count('held') }),
      },
    },
  };
}

/** What a click fetches is there. */
const fetched = () => act(() => vi.dynamicImportSettled());

describe('a place in a service’s queue', () => {
  const inLine = (ahead: number, percent: number | null = null) =>
    show(<JobProgress job={aServiceJob({ state: 'running', attempts, ahead, percent })} />, services());

  test.each([
    [3, '3 ahead of you'],
    [1, '1 ahead of you'],
    [0, 'Next in line'],
  ])('with %i before it', async (ahead, told) => {
    await inLine(ahead);
    expect(words()).toContain('Waiting in line at ⁨127.0.0.1:8091⁩');
    expect(words()).toContain(told);
    expect(find<HTMLProgressElement>('progress').hasAttribute('value')).toBe(false);
  });

  test('is said in place of how far it is', async () => {
    await inLine(2, 40);
    expect(words()).not.toMatch(/40\s?%/);
  });
});

describe('a lost answer', () => {
  const job = aServiceJob({ state: 'ask-user', problem: 'answer-lost', attempts });

  test('is told plainly: it was sent, the answer is lost, and what it may have cost', async () => {
    await show(<JobTrouble job={job} />, services());
    expect(words()).toContain('Your prompt was sent, and the answer was lost');
    expect(words()).toContain('Up to $0.80 may have been charged.');
    expect(words()).not.toContain('cost nothing');
    expect(words()).toContain('did not find it at');
  });

  test('says that the list was read, where it was', async () => {
    await show(<JobTrouble job={{ ...job, looks: 4 }} />, services());
    expect(words()).toContain('was read to its end and does not have it');
  });

  test('is sent again only after a second yes, which names the price', async () => {
    const given = services();
    await show(<JobTrouble job={job} />, given);
    await press('Send again (may charge twice)');
    expect(given.wishes).toEqual([]);
    expect(words()).toMatch(/you pay for both: \$0\.80 more/);
    await press('Send again, ≈ $0.80');
    expect(given.events()).toEqual([{ type: 'send-again' }]);
  });

  test('is given up only after a second yes', async () => {
    const given = services();
    await show(<JobTrouble job={job} />, given);
    await press('Give up');
    expect(given.wishes).toEqual([]);
    await press('Go back');
    await press('Give up');
    await press('Stop following (may be charged)');
    expect(given.events()).toEqual([{ type: 'give-up' }]);
  });

  test('is followed by the id the user found, and by none that is empty', async () => {
    const given = services();
    await show(<JobTrouble job={job} />, given);
    await press('I see it there');
    await press('Follow it');
    expect(given.wishes).toEqual([]);
    await type(find<HTMLInputElement>('.claim-input'), '  video_9  ');
    await press('Follow it');
    expect(given.events()).toEqual([{ type: 'claim', handle: 'video_9' }]);
  });
});

describe('a refusal', () => {
  const failure = {
    gate: 'input' as const,
    code: 'moderation_blocked',
    message: '<b>No</b> \u202eways',
    charged: 'no' as const,
  };
  const job = aServiceJob({
    state: 'failed',
    problem: 'content-refused',
    failure,
    attempts: [anAttempt({ money: asked(0.8, 'not-charged') })],
  });

  test('names its gate, the charge, and the server’s own words as words only', async () => {
    await show(<JobTrouble job={job} onBack={() => undefined} />, services());
    expect(words()).toContain('The words, before anything was made.');
    expect(words()).toContain('ChargedNothing was charged.');
    expect(find('.quote bdi').textContent).toBe('<b>No</b> \u202eways');
    expect(document.querySelector('.quote b')).toBeNull();
  });

  test('asks for other words only where the words were at fault', async () => {
    const failed = { ...job, problem: 'provider-failed' as const };
    await show(<JobTrouble job={failed} onBack={() => undefined} />, services());
    expect(buttonOf('Back to the words')).toBeDefined();
  });

  test('leads back to the words', async () => {
    const onBack = vi.fn();
    await show(<JobTrouble job={job} onBack={onBack} />, services());
    await press('Edit and try again');
    expect(onBack).toHaveBeenCalledTimes(1);
  });
});

test('a missing permission is asked for within the click, and the job goes on when it is given', async () => {
  const given = services();
  const job = aServiceJob({ state: 'paused', problem: 'needs-permission', resumeTo: 'queued' });
  await show(<JobTrouble job={job} />, given);
  const button = [...document.querySelectorAll('button')].find(({ textContent }) =>
    textContent.startsWith('Allow access'),
  );
  button?.click();
  // Nothing may be awaited before: the browser takes only the click itself for the user's wish.
  expect(given.askOrigin).toHaveBeenCalledWith('http://127.0.0.1:8091/v1');
  await act(async () => undefined);
  expect(given.events()).toEqual([{ type: 'resume' }]);
});

test('the keyboard goes on from the button that asked, when the answer is no', async () => {
  const job = aServiceJob({ state: 'ask-user', problem: 'answer-lost', attempts });
  await show(<JobTrouble job={job} />, services());
  for (const name of ['Send again (may charge twice)', 'I see it there', 'Give up']) {
    await press(name);
    await press('Go back');
    expect(document.activeElement).toBe(buttonOf(name));
  }
});

test('a damaged file has its id at hand', async () => {
  await show(
    <JobTrouble job={aServiceJob({ state: 'damaged', problem: 'file-truncated', attempts })} />,
    services(),
  );
  expect(words()).toContain('ask ⁨127.0.0.1:8091⁩ for your money back');
  expect(buttonOf('Copy its id')).toBeDefined();
});

describe('the queue', () => {
  const queued = (n: number): Job[] =>
    Array.from({ length: n }, (_, i) =>
      aServiceJob({
        id: `job-${i}`,
        order: 1000 * i,
        request: aVideosRequest({ storyboard: titled(`Clip ${i}`) }),
      }),
    );
  const titled = (text: string) => {
    const { storyboard } = aVideosRequest();
    const [shot] = storyboard.shots;
    return { ...storyboard, shots: shot ? [{ ...shot, text }] : [] };
  };

  test('draws fifty of a thousand, and says how many more there are', async () => {
    await show(<Queue />, services(queued(1000)));
    expect(document.querySelectorAll('.queue-row').length).toBe(50);
    expect(words()).toContain('and 950 more');
  });

  test('moves a row between its neighbours’ numbers', async () => {
    const given = services(queued(3));
    await show(<Queue />, given);
    await act(async () => find('.queue-row:nth-child(3) [data-name="up"]').click());
    expect(given.wishes).toEqual([{ id: 'job-2', event: { type: 'reorder', order: 500 } }]);
  });

  test('has no way up from the first place, nor down from the last', async () => {
    await show(<Queue />, services(queued(2)));
    const off = (css: string) => find(css).getAttribute('aria-disabled');
    expect(off('.queue-row:first-child [data-name="up"]')).toBe('true');
    expect(off('.queue-row:last-child [data-name="down"]')).toBe('true');
  });

  test('holds a job back while its prompt is changed, and lets it go on with the new one', async () => {
    const given = services(queued(1));
    await show(<Queue />, given);
    await act(async () => find('[data-name="edit"]').click());
    await fetched();
    await act(async () => {
      const field = find<HTMLTextAreaElement>('.queue-editor textarea');
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, 'A fox.');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await press('Keep the changes');
    expect(given.events()).toMatchObject([
      { type: 'pause' },
      { type: 'edit', request: { prompt: 'A fox.' } },
      { type: 'resume' },
    ]);
  });

  test('leaves a job that the user held where it is when its words are closed', async () => {
    const [job] = queued(1) as [Job];
    const given = services([{ ...job, state: 'paused', problem: 'by-user' }]);
    await show(<Queue />, given);
    await act(async () => find('[data-name="edit"]').click());
    await fetched();
    await press('Discard');
    expect(given.events()).toEqual([]);
  });

  test('does not let a job go on with the old words when the new ones did not arrive', async () => {
    const [job] = queued(1) as [Job];
    rememberWords(job.id, aVideosRequest({ prompt: 'Other words' }));
    const given = services([{ ...job, state: 'paused', problem: 'by-user' }]);
    given.tellJob.mockRejectedValueOnce(new Error('no background'));
    await show(<Queue />, given);
    await fetched();
    await press('Keep the changes');
    expect(given.events()).toEqual([]);
    expect(unsavedWords(job.id)).toMatchObject({ prompt: 'Other words' });
    await press('Keep the changes');
    expect(given.events().map(({ type }) => type)).toEqual(['edit', 'resume']);
  });

  test('has the words that were being typed when the panel was closed', async () => {
    const [job] = queued(1) as [Job];
    rememberWords(job.id, aVideosRequest({ prompt: 'Half a sent' }));
    await show(<Queue />, services([{ ...job, state: 'paused', problem: 'by-user' }]));
    await fetched();
    expect(find<HTMLTextAreaElement>('.queue-editor textarea').value).toBe('Half a sent');
    await press('Discard');
    expect(unsavedWords(job.id)).toBeDefined();
    await press('Discard');
    expect(unsavedWords(job.id)).toBeUndefined();
  });

  test('pauses as a whole', async () => {
    const given = services(queued(3));
    await show(<Queue />, given);
    await press('Pause all');
    expect(given.pauseQueue).toHaveBeenCalledWith(true);
  });
});
