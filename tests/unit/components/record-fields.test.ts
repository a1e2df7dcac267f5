import { describe, expect, test } from 'vitest';
import { recordFields } from '@/components/clip/record-fields';
import type { Clip } from '@/utils/domain';
import { aClip, anAttempt, aSource, aVideosRequest, someMedia } from '../samples';

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

describe('of a clip that a server made', () => {
  const made: Clip = {
    ...sample,
    media: someMedia({ playable: false }),
    record: {
      ...sample.record,
      request: aVideosRequest(),
      provider: { id: 'openai-videos', name: '127.0.0.1:8091', model: 'clip-2', generative: true },
      digitalSourceType: 'trainedAlgorithmicMedia',
      cost: { usd: 0.8, basis: 'your-price' },
      handle: 'video_123',
    },
  };
  const valueOf = (label: string, clip = made, attempts = [anAttempt()]) =>
    recordFields(clip, 'en', (key, ...values) => [key, ...values].join(' '), attempts).find(
      (field) => field.label === label,
    )?.value;
  const costing = (cost: Clip['record']['cost']) => ({ ...made, record: { ...made.record, cost } });

  test.each([
    ['the prompt as sent', 'recordPrompt', aVideosRequest().prompt],
    ['the server', 'recordServer', 'http://127.0.0.1:8091/v1'],
    ['what the server calls it', 'recordHandle', 'video_123'],
    ['what was asked for', 'recordAsked', '8\u00a0s · 16:9 · 720p'],
    ['that an AI model made it', 'recordGenerative', 'yes'],
    ['so in the standard’s word', 'recordSourceType', 'trainedAlgorithmicMedia'],
    ['that it does not play here', 'recordPlayable', 'no'],
  ])('the record card says %s', (_, label, value) => {
    expect(valueOf(label)).toBe(value);
  });

  test('an estimate is never given out as what was paid', () => {
    expect(valueOf('recordCost')).toBe('costEstimated $0.80');
    expect(valueOf('recordCost', costing({ usd: 0.75, basis: 'charged' }))).toBe('moneyCharged $0.75');
    expect(valueOf('recordCost', costing({ usd: null, basis: 'not-told' }))).toBe('costNotTold');
  });

  test('attempts are listed when there was more than one', () => {
    expect(valueOf('recordAttempts')).toBeUndefined();
    const two = [anAttempt({ outcome: 'later' }), anAttempt({ outcome: 'done', handle: 'video_123' })];
    expect(valueOf('recordAttempts', made, two)?.split('\n')).toHaveLength(2);
  });

  test('nothing is said of what only this device can do', () => {
    expect(valueOf('reducedMotion')).toBeUndefined();
    expect(valueOf('recordSeed')).toBeUndefined();
  });

  describe('with everything that can be asked for', () => {
    const source = {
      ...sample.record.source,
      images: [
        {
          id: 'i',
          url: 'https://garden.example/a.jpg',
          alt: 'A ladybird',
          caption: '',
          width: 10,
          height: 10,
          origin: 'element' as const,
          state: { kind: 'ready' as const, sha256: 'c0ffee', mime: 'image/jpeg', bytes: 12 },
        },
      ],
    };
    const request = aVideosRequest({
      negative: 'text',
      audio: true,
      seed: 7,
      images: [{ imageId: 'i', role: 'last-frame' }],
      ground: 'agreed',
      parent: { clipId: 'clip-0', wish: 'make it night' },
      work: { kind: 'edit', handle: 'video_0' },
    });
    const rich: Clip = { ...made, record: { ...made.record, source, request } };
    const fields = recordFields(rich, 'en', (key, ...values) => [key, ...values].join(' '), [], 'Clip Two');

    test.each([
      ['recordModelName', 'Clip Two'],
      ['recordNegative', 'text'],
      ['recordAudio', 'yes'],
      ['recordSeed', '7'],
      ['recordSent', 'pictureLast: A ladybird'],
      ['recordGround', 'groundAgreed'],
      ['recordParent', 'clip-0'],
      ['recordWish', 'make it night'],
      ['recordWork', 'workEdit video_0'],
      ['recordPrice', '$0.80 · priceBasisYours Nov 14, 2023'],
    ])('%s is %s', (label, value) => {
      expect(fields.find((field) => field.label === label)?.value).toBe(value);
    });
  });
});
