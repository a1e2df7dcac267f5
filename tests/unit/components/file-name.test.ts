import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileName } from '@/components/clip/file-name';
import type { Clip } from '@/utils/domain';

const media = { container: 'mp4' } as Clip['media'];
const named = (title: string, container: Clip['media']['container'] = 'mp4') =>
  fileName({ title, createdAt: Date.UTC(2026, 10, 23, 12), media: { ...media, container } });

test('is the title, the day and the real container', () => {
  expect(named('One ladybird eats 5,000 aphids')).toBe('One ladybird eats 5,000 aphids 2026-11-23.mp4');
  expect(named('A', 'webm')).toBe('A 2026-11-23.webm');
  expect(named('A', 'webp')).toBe('A 2026-11-23.webp');
});

test('is never a path and never hidden', () => {
  expect(named('../../etc/passwd')).toBe('etc passwd 2026-11-23.mp4');
  expect(named('C:\\con')).toBe('C con 2026-11-23.mp4');
  expect(named('.bashrc')).toBe('bashrc 2026-11-23.mp4');
});

test('is no device name of Windows', () => {
  expect(named('CON')).toMatch(/^_CON /);
  expect(named('lpt1.txt')).toMatch(/^_lpt1/);
});

test('has no characters that turn the extension round', () => {
  expect(named('invoice\u202Egpj.exe')).toBe('invoicegpj.exe 2026-11-23.mp4');
});

test('has a name of its own where the title has none', () => {
  expect(named('')).toBe('Pagereel 2026-11-23.mp4');
  expect(named('///')).toBe('Pagereel 2026-11-23.mp4');
});

test('fits every file system, whatever the title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (title) => {
      const name = named(title);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
      expect(name).toMatch(/ 2026-11-23\.mp4$/);
      expect(name).not.toMatch(/^[.\s]/);
      expect(name).not.toMatch(/[<>:"/\\|?*]/);
      expect(name.isWellFormed()).toBe(true);
    }),
  );
});
