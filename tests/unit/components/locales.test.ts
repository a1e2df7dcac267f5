import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '@/public/_locales/en/messages.json';
import fr from '@/public/_locales/fr/messages.json';

type Messages = Record<string, { message: string }>;
const placeholders = (message: string) => (message.match(/\$\d/g) ?? []).toSorted();
const french = fr as Messages;

test('French has the keys of English and no others', () => {
  expect(Object.keys(fr).toSorted()).toEqual(Object.keys(en).toSorted());
});

test('a message has the same placeholders in both languages', () => {
  for (const [key, { message }] of Object.entries(en as Messages)) {
    expect(placeholders(french[key]?.message ?? ''), key).toEqual(placeholders(message));
  }
});

test('no message is empty, and none stands in for a translation to come', () => {
  for (const messages of [en, fr] as Messages[]) {
    for (const [key, { message }] of Object.entries(messages)) {
      expect(message.trim(), key).not.toBe('');
      expect(message, key).not.toMatch(/todo|xxx/i);
    }
  }
});

test('every plural has both its forms', () => {
  for (const key of Object.keys(en).filter((name) => /_(one|other)$/.test(name))) {
    const base = key.replace(/_(one|other)$/, '');
    expect(Object.keys(en)).toContain(`${base}_one`);
    expect(Object.keys(en)).toContain(`${base}_other`);
  }
});

test('French is set with its spaces and apostrophes', () => {
  for (const [key, { message }] of Object.entries(french)) {
    expect(message, key).not.toMatch(/[^\u202f][;!?]/);
    expect(message, key).not.toMatch(/[^\u00a0]:|«[^\u00a0]|[^\u00a0]»/);
    expect(message, key).not.toContain("'");
  }
});

test('the description is short enough for every store', () => {
  for (const messages of [en, fr]) expect(messages.extDescription.message.length).toBeLessThanOrEqual(132);
});

test('every message is used, by the code or by the manifest', () => {
  const code = ['components', 'entrypoints', 'utils']
    .flatMap(filesIn)
    .map((file) => readFileSync(file, 'utf8'));
  const all = [...code, readFileSync('wxt.config.ts', 'utf8')].join('\n');
  const unused = Object.keys(en).filter(
    (key) => !new RegExp(`\\b(__MSG_)?${key.replace(/_(one|other)$/, '')}(__)?\\b`).test(all),
  );
  expect(unused).toEqual([]);
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}
