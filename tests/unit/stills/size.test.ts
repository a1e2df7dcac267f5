import { expect, it } from 'vitest';
import { sizeOf } from '@/utils/stills/size';

it('is near a megapixel in the shape of the clip, in steps of 64', () => {
  expect(['16:9', '9:16', '1:1', '4:3', '21:9', '4:5'].map((aspect) => sizeOf('flux-2', aspect))).toEqual([
    '1344x768',
    '768x1344',
    '1024x1024',
    '1152x896',
    '1536x640',
    '896x1152',
  ]);
});

it('is one of the three that OpenAI’s own models take', () => {
  expect(['16:9', '1:1', '9:16', '4:5'].map((aspect) => sizeOf('openai/gpt-image-1.5', aspect))).toEqual([
    '1536x1024',
    '1024x1024',
    '1024x1536',
    '1024x1536',
  ]);
});

it('is a square for what is no shape', () => {
  expect(['', 'auto', '0:0', '100:1', '1:0', '16/9'].map((aspect) => sizeOf('x', aspect))).toEqual(
    Array(6).fill('1024x1024'),
  );
});
