// @vitest-environment happy-dom
import './english';
import { beforeEach, expect, test, vi } from 'vitest';
import { keepEdit, keptEdit } from '@/components/create/kept-edits';
import { startEdit, withPrompt } from '@/components/create/edit';
import { useBenchAgain } from '@/components/create/use-bench-again';
import { LossCard } from '@/components/library/LossCard';
import type { Draft, Job } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { aJob, aServiceJob, aSource, aVideosRequest } from '../samples';
import { aPicture } from '../db/rows';
import { press, show, useScreen, words } from './screen';

useScreen();
beforeEach(() => localStorage.clear());

const settings = { length: 'auto' } as Preferences;

async function bringBack(job: Job) {
  const drafts: Draft[] = [];
  const onSettings = vi.fn();
  const onCreate = vi.fn();
  function Card() {
    const toBench = useBenchAgain(7, settings, onSettings, onCreate);
    return (
      <button type="button" onClick={() => toBench(job)}>
        Back
      </button>
    );
  }
  await show(<Card />, { store: { drafts: { put: async (draft: Draft) => void drafts.push(draft) } } });
  await press('Back');
  await vi.waitFor(() => expect(onCreate).toHaveBeenCalled());
  const [draft] = drafts;
  if (draft?.state.kind !== 'ready') throw new Error('nothing was put on the bench');
  return { draft, source: draft.state.source, edit: keptEdit(String(draft.at))?.edit, onSettings, onCreate };
}

test('a prompt comes back to the bench word for word, with its source and its server', async () => {
  const job = aServiceJob({ state: 'failed', request: aVideosRequest({ prompt: 'A fox, at dusk.' }) });
  const { draft, source, edit, onSettings, onCreate } = await bringBack(job);
  expect(draft.windowId).toBe(7);
  expect(source).toEqual({ ...job.source, id: source.id });
  expect(edit?.prompt).toBe('A fox, at dusk.');
  expect(onSettings).toHaveBeenCalledWith({ madeBy: 'connection-1' });
  expect(onCreate).toHaveBeenCalledTimes(1);
});

test('a still that was made for it comes back as the first frame, pictures of the page in their roles', async () => {
  const source = aSource({ images: [aPicture('own')] });
  const images = [
    { imageId: 'still', role: 'first-frame' as const },
    { imageId: 'own', role: 'last-frame' as const },
  ];
  const { edit } = await bringBack(aServiceJob({ source, request: aVideosRequest({ images }) }));
  expect(edit?.order).toMatchObject({ still: 'still', roles: { own: 'last-frame' } });
});

test('the source is a new one to the bench, so that it does not show what came of the job', async () => {
  const job = aJob({ state: 'failed' });
  const { source, edit, onSettings } = await bringBack(job);
  expect(source.id).not.toBe(job.source.id);
  expect(edit).toMatchObject({ prompt: null, storyboard: job.request.storyboard });
  expect(onSettings).not.toHaveBeenCalled();
});

test('a prompt of one’s own outlives the panel, and edits of older versions have none', () => {
  keepEdit('1', withPrompt(startEdit(aSource(), 'auto'), 'Mine.'), 'basis');
  expect(keptEdit('1')?.edit.prompt).toBe('Mine.');
  const old = localStorage.getItem('pagereel.edits')?.replace('"prompt":"Mine."', '"was":1') ?? '';
  localStorage.setItem('pagereel.edits', old);
  expect(keptEdit('1')?.edit.prompt).toBeNull();
});

test('a loss is told until the user knows of it', async () => {
  const acknowledgeLoss = vi.fn(async () => undefined);
  const health = async () => ({ lost: 'some', clips: 3, jobs: 0, readOnly: false });
  await show(<LossCard />, { store: { health, acknowledgeLoss }, onChange: () => () => undefined });
  expect(words()).toContain('The browser lost a part of the library');
  expect(words()).toContain('3 clips are missing');
  expect(words()).not.toContain('cost nothing');
  await press('OK');
  expect(acknowledgeLoss).toHaveBeenCalledTimes(1);
  expect(words()).not.toContain('3 clips');
});
