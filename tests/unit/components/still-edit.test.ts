// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { withOrder, withRole, withStill } from '@/components/create/edit';
import { keepEdit, keptEdit } from '@/components/create/kept-edits';
import { stillWords } from '@/components/create/use-still';
import type { Source } from '@/utils/domain';
import { aSource } from '../samples';
import { aPlan, aShot } from '../writer/plans';
import { aPicture } from '../db/rows';
import { aCard, anEdit, anOrder } from './still-bench';

beforeEach(() => localStorage.clear());

const pointedAt = (): Source => aSource({ kind: 'image', images: [aPicture('own')] });
const imagesOf = (edit: ReturnType<typeof anEdit>, card = aCard(), source = pointedAt()) =>
  anOrder(edit, card, source).request?.images;

describe('an edit with a still', () => {
  it('has it in the place of the picture that was proposed', () => {
    const edit = anEdit({}, pointedAt());
    expect(imagesOf(edit)).toEqual([{ imageId: 'own', role: 'first-frame' }]);
    expect(imagesOf(withStill(edit, 'still'))).toEqual([{ imageId: 'still', role: 'first-frame' }]);
    expect(imagesOf(withStill(withStill(edit, 'still'), null))).toEqual([
      { imageId: 'own', role: 'first-frame' },
    ]);
  });

  it('is asked anew on which ground its pictures are used', () => {
    expect(withStill(anEdit({ ground: 'agreed' }), 'still').order.ground).toBeNull();
  });

  it('has one first frame, whichever was said last', () => {
    const said = withRole(anEdit(), 'own', 'first-frame', aCard());
    const stilled = withStill(said, 'still');
    expect(stilled.order).toMatchObject({ still: 'still', roles: {} });
    const back = withRole(stilled, 'own', 'first-frame', aCard());
    expect(back.order).toMatchObject({ still: null, roles: { own: 'first-frame' } });
  });

  it('gives way to pictures to go by where the model takes no frame beside them', () => {
    const apart = aCard({ references: 3, mixes: false });
    const edit = withRole(withStill(anEdit(), 'still'), 'own', 'reference', apart);
    expect(edit.order).toMatchObject({ still: null, roles: { own: 'reference' } });
    const framed = withRole(edit, 'other', 'first-frame', apart);
    expect(framed.order.roles).toEqual({ own: 'none', other: 'first-frame' });
  });

  it('is asked for before a last frame, which is nothing without one', () => {
    const card = aCard({ lastFrame: true });
    const source = aSource({ kind: 'selection', images: [aPicture('own')] });
    const edit = withRole(anEdit({}, source), 'own', 'last-frame', card);
    expect(anOrder(edit, card, source)).toMatchObject({ lacks: 'frame-before-last', request: undefined });
    const { request } = anOrder(withStill(edit, 'still'), card, source);
    expect(request?.images.map(({ role }) => role)).toEqual(['first-frame', 'last-frame']);
  });

  it('keeps the other roles of pictures', () => {
    const edit = withStill(withRole(anEdit(), 'own', 'last-frame', aCard()), 'still');
    expect(edit.order.roles).toEqual({ own: 'last-frame' });
  });

  it('loses it where it is left out of the order', () => {
    const edit = withRole(withStill(anEdit(), 'still'), 'still', 'none', aCard());
    expect(edit.order).toMatchObject({ still: null, roles: {} });
  });

  it('makes an order possible for a model that moves pictures only', () => {
    const card = aCard({ firstFrame: 'required' });
    expect(anOrder(anEdit(), card)).toMatchObject({ lacks: 'first-frame', request: undefined });
    const order = anOrder(withStill(anEdit(), 'still'), card);
    expect(order.request?.images).toEqual([{ imageId: 'still', role: 'first-frame' }]);
  });

  it('outlives the panel; what older versions kept has none', () => {
    keepEdit('1', withStill(anEdit(), 'still'), 'basis');
    expect(keptEdit('1')?.edit.order.still).toBe('still');
    const kept = localStorage.getItem('pagereel.edits') ?? '';
    localStorage.setItem('pagereel.edits', kept.replace('"still":"still",', ''));
    expect(keptEdit('1')?.edit.order).toMatchObject({ still: null, seed: null });
  });
});

describe('the words of a still', () => {
  it('are the beginning of the first shot: nothing moves, nothing is heard, and no other shot is told', () => {
    const plan = aPlan({ shots: [aShot(), aShot({ subject: 'A gull' })] });
    const told = stillWords({ plan }, { prompt: null });
    expect(told).toContain('Medium shot at eye level.');
    expect(told).toContain('An old keeper in a blue coat');
    expect(told).toContain('He rests a hand on the brass rail.');
    expect(told).toContain('Lighting: Soft light of dawn.');
    expect(told).toContain('Photorealistic, cinematic');
    expect(told).not.toMatch(/dolly|camera|looks up|cello|footsteps|says|gull|\bseconds\b/i);
  });

  it('are never longer than any image model reads', () => {
    const long = 'word '.repeat(120).trim();
    const shot = aShot({ subject: long, setting: long.slice(0, 400), lighting: long.slice(0, 300) });
    const plan = withOrder(anEdit(), { plan: aPlan({ shots: [shot] }) }).order.plan!;
    expect(stillWords({ plan }, { prompt: null }).length).toBeLessThanOrEqual(2000);
  });

  it('are the user’s own where they wrote some', () => {
    expect(stillWords({ plan: aPlan() }, { prompt: ' A fox. ' })).toBe('A fox.');
    expect(stillWords({ plan: aPlan() }, { prompt: '  ' })).toContain('keeper');
  });
});
