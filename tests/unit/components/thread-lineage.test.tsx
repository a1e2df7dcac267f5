// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { expect, test, vi } from 'vitest';
import { ClipView } from '@/components/clip/ClipView';
import { nameOf } from '@/components/job/names';
import type { Clip, ServiceRequest } from '@/utils/domain';
import { aClip, aServiceJob, aVideosRequest } from '../samples';
import { buttonOf, find, press, show, useScreen, words } from './screen';
// What is fetched when it is needed is here already, so that one turn brings it on a busy machine too.
import '@/utils/providers/models.json';

useScreen();

function made(id: string, change: Partial<ServiceRequest>, rest: Partial<Clip> = {}): Clip {
  const sample = aClip();
  return { ...sample, id, ...rest, record: { ...sample.record, request: aVideosRequest(change) } };
}
const first = made('first', {}, { title: 'The first' });
const child = made(
  'child',
  { parent: { clipId: 'first', wish: 'make it night' }, work: { kind: 'edit', handle: 'v' } },
  { title: 'The first, changed' },
);

function services(clips: Clip[] = [first, child]) {
  const parentOf = ({ record: { request } }: Clip) =>
    request.providerId === 'on-device' ? undefined : request.parent?.clipId;
  return {
    onChange: () => () => undefined,
    store: {
      connections: { all: async () => [] },
      models: { all: async () => [] },
      jobs: { get: async () => undefined, recent: async () => [] },
      clips: {
        get: async (id: string) => clips.find((clip) => clip.id === id),
        children: async (id: string) => clips.filter((clip) => parentOf(clip) === id),
        bytes: async () => undefined,
        poster: async () => undefined,
      },
    },
  };
}

async function shown(clip: Clip, given = services()) {
  await show(<ClipView clip={clip} />, given);
  await act(() => vi.dynamicImportSettled());
}

test('a clip shows what was made of it, and each of these in its place', async () => {
  await shown(first);
  await act(async () => find('.lineage-child').click());
  expect(words()).toContain('Changed from The first“⁨make it night⁩”');
  expect(document.activeElement?.textContent).toContain('make it night');
  await press('Back to the first clip');
  expect(document.querySelector('.clip-other')).toBeNull();
  expect(document.querySelectorAll('.lineage-child')).toHaveLength(1);
});

test('a version leads to the clip it was made from', async () => {
  await shown(child);
  await press('The first');
  expect(find('.clip-other').textContent).toContain('The first');
  expect(buttonOf('Back to the first clip')).toBeDefined();
});

test('a version says so when that clip was deleted', async () => {
  await shown(child, services([child, { ...first, deletedAt: 1 }]));
  expect(words()).toContain('Changed from a clip that was deleted');
});

test('what was gone on from, and what was made anew, are told apart from a change', async () => {
  const parent = { clipId: 'first', wish: '' };
  await shown(made('a', { parent, work: { kind: 'extend', handle: 'v' } }));
  expect(words()).toContain('Goes on from The first');
  await shown(made('b', { parent }));
  expect(words()).toContain('Made anew after The first');
});

test('a job for a version is called by its wish', () => {
  const request = aVideosRequest({ parent: { clipId: 'first', wish: 'make it night' } });
  expect(nameOf(aServiceJob({ request }))).toBe('make it night');
});
