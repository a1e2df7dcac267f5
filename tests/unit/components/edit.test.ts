import { expect, test } from 'vitest';
import {
  isMakeable,
  sourceOf,
  startEdit,
  withHighlight,
  withPicture,
  withShot,
  withSource,
  withTemplate,
  withText,
} from '@/components/create/edit';
import { basisOf, keepEdit, keptEdit } from '@/components/create/kept-edits';
import type { Source, SourceImage } from '@/utils/domain';
import { aSource } from '../samples';

const TEXT = 'One ladybird eats 5,000 aphids a summer. No spray has been needed on the dunes since 2021.';
const picture = (id: string): SourceImage => ({
  id,
  url: `https://garden.example/${id}.jpg`,
  alt: 'A ladybird on a stem',
  caption: '',
  width: 1600,
  height: 900,
  origin: 'element',
  state: { kind: 'ready', sha256: 'ab', mime: 'image/jpeg', bytes: 1000 },
});
const source = (over: Partial<Source> = {}): Source =>
  aSource({ text: TEXT, heading: '', paragraph: '', ...over });

function memory(): Storage {
  const map = new Map<string, string>();
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  } as Storage;
}

test('starts from the words of the page', () => {
  const edit = startEdit(source(), 'auto');
  expect(edit.text).toBe(TEXT);
  expect(edit.touched).toBe(false);
});

test('a picture without words shows the words that were found for it', () => {
  const edit = startEdit(source({ kind: 'image', text: '', images: [picture('a')] }), 'auto');
  expect(edit.text).not.toBe('');
  expect(isMakeable(edit)).toBe(true);
});

test("the user's words are kept when the page answers late", () => {
  const edit = withText(startEdit(source(), 'auto'), source(), 'auto', 'My own words');
  const after = withSource(edit, source({ text: 'What the page says', images: [picture('a')] }), 'auto');
  expect(after.text).toBe('My own words');
});

test('untouched words follow the page', () => {
  const after = withSource(startEdit(source(), 'auto'), source({ text: 'What the page says.' }), 'auto');
  expect(after.text).toBe('What the page says.');
});

test('a change of one shot is in the whole text too, so that no later change undoes it', () => {
  const edit = startEdit(source(), 'auto');
  const first = edit.storyboard.shots[0];
  const after = withShot(edit, first?.id ?? '', 'Ladybirds are hungry.');
  expect(after.text).toContain('Ladybirds are hungry.');
  expect(withTemplate(after, source(), 'auto', 'lyric').text).toContain('Ladybirds are hungry.');
});

test('a highlight pressed twice is as it was', () => {
  const edit = startEdit(source(), 'auto');
  const shot = edit.storyboard.shots[0];
  const offset = shot?.text.indexOf('aphids') ?? 0;
  const on = withHighlight(edit, shot?.id ?? '', offset);
  expect(on.storyboard.shots[0]?.highlights).toContainEqual([offset, offset + 6]);
  const off = withHighlight(on, shot?.id ?? '', offset);
  expect(off.storyboard.shots[0]?.highlights).not.toContainEqual([offset, offset + 6]);
});

test('a picture left out is in no shot, and can be taken back', () => {
  const page = source({ images: [picture('a')] });
  const start = withTemplate(startEdit(page, 'auto'), page, 'auto', 'photo');
  const out = withPicture(start, page, 'auto', picture('a'));
  expect(sourceOf(page, out).images).toEqual([]);
  expect(out.storyboard.shots.some((shot) => shot.imageId === 'a')).toBe(false);
  expect(sourceOf(page, withPicture(out, page, 'auto', picture('a'))).images.length).toBe(1);
});

test('no words and no picture make no clip', () => {
  const edit = withText(startEdit(source(), 'auto'), source(), 'auto', '  \n ');
  expect(isMakeable(edit)).toBe(false);
});

test('an edit is kept when the panel closes, with what it was made from', () => {
  const storage = memory();
  const edit = withText(startEdit(source(), 'auto'), source(), 'auto', 'My own words');
  keepEdit('d1', edit, basisOf(source(), 'auto'), storage);
  expect(keptEdit('d1', storage)).toEqual({ edit, basis: basisOf(source(), 'auto') });
  expect(keptEdit('d2', storage)).toBeUndefined();
});

test('what is kept knows when it was made from something else', () => {
  expect(basisOf(source(), 'auto')).not.toBe(basisOf(source(), 6));
  expect(basisOf(source(), 'auto')).not.toBe(basisOf(source({ images: [picture('a')] }), 'auto'));
});

test('only the last few edits are kept', () => {
  const storage = memory();
  const edit = startEdit(source(), 'auto');
  for (let i = 0; i < 20; i += 1) keepEdit(`d${i}`, edit, '', storage);
  expect(keptEdit('d0', storage)).toBeUndefined();
  expect(keptEdit('d19', storage)).toBeDefined();
});

test('a storage that is broken or refuses costs the memory, not the panel', () => {
  const broken = { getItem: () => '{nonsense', setItem: () => undefined } as unknown as Storage;
  const refusing = {
    getItem: () => {
      throw new DOMException('no', 'SecurityError');
    },
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  } as unknown as Storage;
  expect(keptEdit('d', broken)).toBeUndefined();
  expect(keptEdit('d', refusing)).toBeUndefined();
  expect(() => keepEdit('d', startEdit(source(), 'auto'), '', refusing)).not.toThrow();
});
