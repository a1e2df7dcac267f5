// @vitest-environment happy-dom
import './english';
import { expect, test } from 'vitest';
import { countJobs, countWords } from '@/components/job/counts';
import { aServiceJob } from '../samples';

const counts = { active: 2, queued: 950, held: 3 };
const byUser = aServiceJob({ id: 'p', state: 'paused', problem: 'by-user' });
const bench = aServiceJob({ id: 'b', state: 'running' });

test('what the user paused in its place waits there, and asks for nothing', () => {
  expect(countJobs({ jobs: [byUser, bench], counts })).toEqual({ asking: 2, active: 2, waiting: 951 });
});

test('the clip on the bench is not counted a second time', () => {
  expect(countJobs({ jobs: [byUser, bench], counts }, 'b').active).toBe(1);
  expect(countJobs({ jobs: [byUser, bench], counts }, 'p').waiting).toBe(950);
});

test('what there is none of is left out', () => {
  expect(countWords({ asking: 1, active: 0, waiting: 1200 }, false)).toBe('1 needs you · 1,200 waiting');
  expect(countWords({ asking: 0, active: 1, waiting: 2 }, true)).toBe('1 under way · 2 held back');
});
