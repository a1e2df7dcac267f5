import { beforeEach, describe, expect, it } from 'vitest';
import type { NoticeKind, OutboxRow } from '@/utils/domain';
import { deliver } from '@/utils/jobs';
import { aServiceJob } from '../samples';

let rows: Map<string, OutboxRow>;
let told: [string, NoticeKind][];
let drawn: () => Promise<boolean>;
let draws: number;

const ports = () => ({
  store: {
    jobs: { get: (id: string) => Promise.resolve(id === 'gone' ? undefined : aServiceJob({ id })) },
    outbox: {
      list: () => Promise.resolve([...rows.values()]),
      put: (row: OutboxRow) => Promise.resolve(void rows.set(row.id, row)),
      remove: (id: string) => Promise.resolve(void rows.delete(id)),
    },
  },
  inspector: {
    poster: () => {
      draws += 1;
      return drawn();
    },
  },
  notify: (jobId: string, notice: NoticeKind) => Promise.resolve(void told.push([jobId, notice])),
});
const deliverAll = async (): Promise<void> => {
  for (const row of rows.values()) await deliver(row, ports());
};

beforeEach(() => {
  rows = new Map();
  told = [];
  draws = 0;
  drawn = () => Promise.resolve(true);
});

describe('what is left to do after a commit', () => {
  it('tells the user once', async () => {
    rows.set('n', { id: 'n', kind: 'notice', notice: 'saved', jobId: 'job' });
    await deliverAll();
    await deliverAll();
    expect(told).toEqual([['job', 'saved']]);
  });

  it('tells nothing of a job that is no longer there', async () => {
    rows.set('n', { id: 'n', kind: 'notice', notice: 'saved', jobId: 'gone' });
    await deliverAll();
    expect(told).toEqual([]);
    expect(rows.size).toBe(0);
  });

  it('draws a poster, and is done with it', async () => {
    rows.set('p', { id: 'p', kind: 'poster', clipId: 'clip', tries: 0 });
    await deliverAll();
    expect(rows.size).toBe(0);
  });

  it('leaves a file alone that has ended its reader twice, also when that ended the background itself', async () => {
    rows.set('p', { id: 'p', kind: 'poster', clipId: 'clip', tries: 0 });
    drawn = () => Promise.reject(new Error('dead'));
    for (let wake = 0; wake < 5; wake += 1) await deliverAll();
    expect(draws).toBe(2);
    expect(rows.size).toBe(0);
  });
});
