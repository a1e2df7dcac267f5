import { expect, test } from 'vitest';
import { recordFields } from '@/components/clip/record-fields';
import type { Clip } from '@/utils/domain';
import { aClip, aSource, someMedia } from '../samples';

const HASH = 'b'.repeat(64);
const sample = aClip({ media: someMedia({ audioCodec: 'opus', bytes: 1_200_000, sha256: HASH }) });
const clip: Clip = {
  ...sample,
  record: {
    ...sample.record,
    renderMs: 2310,
    source: {
      ...aSource({ url: 'https://garden.example/dunes', title: 'The dunes', text: 'As the page has it.' }),
      images: [
        {
          id: 'i',
          url: 'https://garden.example/a.jpg',
          alt: 'A ladybird',
          caption: '',
          width: 10,
          height: 10,
          origin: 'element',
          state: { kind: 'ready', sha256: 'c0ffee', mime: 'image/jpeg', bytes: 12 },
        },
      ],
    },
  },
};

const told = recordFields(clip, 'en', (key) => key);
const all = told.map((field) => field.value).join('\n');

test.each([
  ['the page', 'https://garden.example/dunes'],
  ['its title', 'The dunes'],
  ['the quoted passage', 'As the page has it.'],
  ['the picture', 'https://garden.example/a.jpg'],
  ["the picture's digest", 'c0ffee'],
  ['what was made', 'One ladybird eats 5,000 aphids a summer.'],
  ['the provider', 'Motion graphics (on this device)'],
  ['the settings', 'quote · grotesk · 16:9 · 720p'],
  ['the frame label', 'made on this device'],
  ['how long it took', '2.3'],
  ['the size', '1280×720'],
  ['the bytes', '1.2 MB'],
  ['the format', 'mp4 · avc · opus'],
  ['the digest', HASH],
  ['the cost', 'costFree'],
  ['the maker', 'Pagereel 0.1.0'],
])('the record card says %s', (_, value) => {
  expect(all).toContain(value);
});

test('leaves out what is empty', () => {
  expect(told.every((field) => field.value !== '')).toBe(true);
});
