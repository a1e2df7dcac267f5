import { describe, expect, test } from 'vitest';
import { beganAt, doingOf, isStalled, notesOf, toldAhead, toldPercent } from '@/components/job/doing';
import { usualTime } from '@/components/job/past-times';
import { nextWake } from '@/components/live/due';
import { aJob, anAttempt, aServiceJob } from '../samples';

const NOW = 1_700_000_600_000;
const MINUTE = 60_000;
const running = aServiceJob({ state: 'running', attempts: [anAttempt()], newsAt: NOW });
const keys = (job = running, online = true) => notesOf(job, NOW, online).map(({ key }) => key);

describe('a job at a server', () => {
  test('is said to be stalled after ten minutes without news, and since when', () => {
    expect(isStalled({ ...running, newsAt: NOW - 10 * MINUTE }, NOW)).toBe(false);
    const silent = { ...running, newsAt: NOW - 11 * MINUTE };
    expect(notesOf(silent, NOW, true)).toEqual([{ key: 'noteStalled', at: NOW - 11 * MINUTE }]);
  });

  test('has told nothing of how far it is as long as it says 0', () => {
    expect(toldPercent({ ...running, percent: 0 })).toBeUndefined();
    expect(toldPercent({ ...running, percent: 1 })).toBe(1);
  });

  test('stands in its line as long as somebody says how many are before it', () => {
    expect(toldAhead({ ...running, ahead: 0 })).toBe(0);
    expect(doingOf({ ...running, ahead: 3 })).toBe('jobInLineThere');
    expect(toldAhead({ ...running, state: 'canceling', ahead: 3 })).toBeUndefined();
    expect(doingOf({ ...running, state: 'ready', ahead: 3 })).toBe('jobFetching');
  });

  test('has nothing to add while all is well', () => {
    expect(keys()).toEqual([]);
  });

  test('tells silence, ignorance and being busy apart', () => {
    expect(keys({ ...running, misses: 2 })).toEqual(['noteNoAnswer']);
    expect(keys({ ...running, looks: 1 })).toEqual(['noteNotThere']);
    expect(keys({ ...running, state: 'waiting' })).toEqual(['noteLater']);
  });

  test('says when the computer is offline, instead of blaming the server', () => {
    expect(keys({ ...running, misses: 2 }, false)).toEqual(['noteOffline']);
  });

  test('gives the server’s own answer to a cancel that came to nothing', () => {
    expect(keys({ ...running, cancelAnswer: 'unsupported' })).toEqual(['noteCancelUnsupported']);
    expect(keys({ ...running, cancelAnswer: 'too-late' })).toEqual(['noteCancelTooLate']);
    expect(keys({ ...running, state: 'canceling', misses: 1 })).toEqual(['noteCancelUnheard']);
  });

  test('is marked when it is a second delivery', () => {
    expect(keys({ ...running, twinOf: 'job-0' })).toEqual(['noteTwin']);
  });

  test('counts its time from the sending, and none while it waits', () => {
    expect(beganAt(running)).toBe(anAttempt().startedAt);
    expect(beganAt({ ...running, state: 'queued' })).toBeUndefined();
  });

  test('is never said to be drawn here', () => {
    expect(doingOf(running)).toBe('jobMadeThere');
    expect(doingOf(aJob({ state: 'running' }))).toBe('jobRunning');
    expect(notesOf(aJob({ state: 'running', newsAt: 0 }), NOW, false)).toEqual([]);
  });
});

describe('the usual time', () => {
  test('is the middle of what the user’s own clips took', () => {
    expect(usualTime([70_000, 60_000, 900_000])).toBe(70_000);
    expect(usualTime([60_000, 80_000, 70_000, 900_000])).toBe(75_000);
  });

  test('is not told from fewer than three', () => {
    expect(usualTime([60_000, 70_000])).toBeUndefined();
  });
});

describe('a view that somebody looks at', () => {
  test('asks for a look when the nearest one is due', () => {
    expect(nextWake([{ nextAt: NOW + 9000 }, { nextAt: NOW + 5000 }], NOW, 0)).toBe(5000);
  });

  test('asks within the hour when the clock was set back by weeks, and not without a pause', () => {
    const wait = nextWake([{ nextAt: NOW + 40 * 24 * 3600_000 }], NOW, NOW) ?? 0;
    expect(wait).toBeGreaterThan(1000);
    expect(wait).toBeLessThan(2 ** 31);
  });

  test('never asks more often than every two seconds', () => {
    expect(nextWake([{ nextAt: NOW + 100 }], NOW, NOW - 500)).toBe(1500);
  });

  test('leaves alone what has no time of its own, or is due already', () => {
    expect(nextWake([{ nextAt: 0 }, { nextAt: NOW }], NOW, 0)).toBeUndefined();
  });
});
