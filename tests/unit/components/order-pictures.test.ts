import { describe, expect, it } from 'vitest';
import {
  clash,
  picturesFor,
  rolesFor,
  sentPictures,
  type PictureRules,
} from '@/components/create/order-pictures';
import { NEW_ORDER, type OrderEdit } from '@/components/create/order-edit';
import { aPicture } from '../db/rows';
import { aSource } from '../samples';

const RULES: PictureRules = { firstFrame: 'optional', lastFrame: true, references: 2, mixes: false };
const pictures = ['a', 'b', 'c', 'd'];
const pointedAt = aSource({ kind: 'image', images: pictures.map((id) => aPicture(id)) });
const selected = aSource({ kind: 'selection', images: pictures.map((id) => aPicture(id)) });

const used = (
  roles: OrderEdit['roles'],
  { source = pointedAt, still = null as string | null, rules = {} as Partial<PictureRules> } = {},
) => {
  const card = { ...RULES, ...rules };
  const order = { ...NEW_ORDER, roles, still };
  return sentPictures(picturesFor(source, order, card), order, card).map(
    ({ imageId, role }) => `${imageId} ${role}`,
  );
};

describe('the pictures of an order', () => {
  it('are the one that was pointed at, and none of a selection', () => {
    expect(used({})).toEqual(['a first-frame']);
    expect(used({}, { source: selected })).toEqual([]);
    expect(used({}, { source: selected, rules: { firstFrame: 'required' } })).toEqual(['a first-frame']);
  });

  it('are no others where that one was taken out', () => {
    expect(used({ a: 'none' })).toEqual([]);
  });

  it('have one first frame, which is the one the user chose', () => {
    expect(used({ b: 'first-frame' })).toEqual(['b first-frame']);
    expect(used({}, { still: 'still' })).toEqual(['still first-frame']);
  });

  it('keep the proposed first frame beside a last one', () => {
    expect(used({ b: 'last-frame' })).toEqual(['a first-frame', 'b last-frame']);
  });

  it('go without the proposed frame where the user wants pictures to go by, unless the model mixes them', () => {
    expect(used({ b: 'reference' })).toEqual(['b reference']);
    expect(used({ b: 'reference' }, { rules: { mixes: true } })).toEqual(['a first-frame', 'b reference']);
  });

  it('are as many to go by as the model takes', () => {
    const roles = { a: 'reference', b: 'reference', c: 'reference' } as const;
    expect(used(roles)).toEqual(['a reference', 'b reference']);
    expect(used({ b: 'reference' }, { still: 'still' })).toEqual(['still first-frame']);
  });

  it('have no role that the model does not have', () => {
    const rules = { firstFrame: 'no', lastFrame: false, references: 0 } as const;
    expect(rolesFor({ ...RULES, ...rules })).toEqual([]);
    expect(used({ a: 'first-frame', b: 'last-frame', c: 'reference' }, { rules })).toEqual([]);
  });
});

describe('two roles', () => {
  it.each([
    ['first-frame', 'first-frame', true],
    ['first-frame', 'last-frame', false],
    ['reference', 'reference', false],
    ['reference', 'last-frame', true],
    ['none', 'none', false],
  ] as const)('%s and %s clash: %s', (a, b, expected) => {
    expect(clash(a, b, RULES)).toBe(expected);
    expect(clash(b, a, RULES)).toBe(expected);
  });
});
