import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS, lineOf, measure } from '../../run/budgets.mjs';

/** Text that does not compress, so that sizes after gzip can be told in advance. */
const noise = (bytes: number): string => randomBytes(bytes / 2).toString('hex');

describe('the size budgets', () => {
  let folder = '';
  const put = (name: string, text: string): void => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const bytesOf = (label: string): number =>
    measure(folder).find((figure) => figure.label.startsWith(label))!.bytes;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pagereel-budgets-'));
    put('manifest.json', JSON.stringify({ background: { service_worker: 'background.js' } }));
    put('background.js', '/* small */');
    put(
      'sidepanel.html',
      `<!doctype html><link rel="stylesheet" crossorigin href="/assets/panel.css">
       <link rel="modulepreload" crossorigin href="/chunks/shared.js">
       <script type="module" crossorigin src="/chunks/panel.js"></script>`,
    );
    put('assets/panel.css', 'body{}');
    put('chunks/shared.js', '/* shared */');
    put('chunks/panel.js', 'import{a as b}from"./shared.js";import"./more.js";b(import("./later.js"))');
    put('chunks/more.js', '/* more */');
    put('chunks/later.js', noise(200_000));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('count what the panel loads at the start, and not what it loads later', () => {
    const before = bytesOf('panel, script');
    expect(before).toBeLessThan(1000);
    put('chunks/more.js', noise(10_000));
    expect(bytesOf('panel, script')).toBeGreaterThan(before + 4000);
    expect(bytesOf('package')).toBeGreaterThan(100_000);
  });

  it('count the scripts of an event page as well as a service worker', () => {
    put('background.js', noise(10_000));
    const asWorker = bytesOf('background');
    put('manifest.json', JSON.stringify({ background: { scripts: ['background.js'] } }));
    expect(bytesOf('background')).toBe(asWorker);
    expect(asWorker).toBeGreaterThan(4000);
  });

  it('are kept or not, and say so', () => {
    expect(measure(folder).every(({ ok }) => ok)).toBe(true);
    const tight = measure(folder, { ...LIMITS, zip: 1000 }).at(-1)!;
    expect(tight.ok).toBe(false);
    expect(lineOf(tight)).toContain('OVER');
    expect(lineOf(tight)).toContain('of 1.0 kB');
  });

  it('do not take a missing file for a light one', () => {
    put('sidepanel.html', '<!doctype html>');
    expect(measure(folder).find(({ label }) => label.startsWith('panel, script'))?.ok).toBe(false);
  });
});
