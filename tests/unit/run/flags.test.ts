import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HELP, parseFlags } from '../../run/flags.mjs';

describe('the flags of npm start', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pagereel-flags-'));
    writeFileSync(path.join(folder, 'picture.JPG'), 'x');
    writeFileSync(path.join(folder, 'page.html'), 'x');
    writeFileSync(path.join(folder, 'notes.docx'), 'x');
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const flagsOf = (...words: string[]) => {
    const parsed = parseFlags(words, folder);
    if (!parsed.ok) throw new Error(parsed.message);
    return parsed.flags;
  };
  const messageOf = (...words: string[]) => {
    const parsed = parseFlags(words, folder);
    return parsed.ok ? 'accepted' : parsed.message;
  };

  it('stay with the sample article in Chromium when nothing is said', () => {
    expect(flagsOf()).toEqual({ help: false, once: false, browser: 'chromium' });
  });

  it('take a value after a space or after an equals sign', () => {
    expect(flagsOf('--once', '--browser', 'firefox')).toMatchObject({ once: true, browser: 'firefox' });
    expect(flagsOf('--browser=firefox')).toMatchObject({ browser: 'firefox' });
    expect(flagsOf('--text', 'a = b')).toMatchObject({ text: 'a = b' });
    expect(flagsOf('--text=--not-an-option')).toMatchObject({ text: '--not-an-option' });
  });

  it('give files as absolute paths', () => {
    expect(flagsOf('--image', 'picture.JPG').image).toBe(path.join(folder, 'picture.JPG'));
    const page = pathToFileURL(path.join(folder, 'page.html')).href;
    expect(flagsOf('--url', 'page.html').url).toBe(page);
    expect(flagsOf('--url', page).url).toBe(page);
  });

  it('take addresses of servers as they are', () => {
    expect(flagsOf('--url', 'http://localhost:8080/a').url).toBe('http://localhost:8080/a');
  });

  it('say which word is not understood', () => {
    expect(messageOf('--onze')).toContain('--onze');
    expect(messageOf('hello')).toContain('hello');
    expect(messageOf('--once=yes')).toContain('--once=yes');
  });

  it('say when a value is missing or wrong', () => {
    expect(messageOf('--text')).toContain('--text needs a value');
    expect(messageOf('--text', '--once')).toContain('--text needs a value');
    expect(messageOf('--text', '  ')).toContain('empty');
    expect(messageOf('--browser', 'safari')).toContain('safari');
    expect(messageOf('--image', 'gone.png')).toContain('no file gone.png');
    expect(messageOf('--image', 'notes.docx')).toContain('notes.docx');
    expect(messageOf('--url', 'gone.html')).toContain('no file gone.html');
    expect(messageOf('--url', 'ftp://host/file')).toContain('ftp://host/file');
    expect(messageOf('--url', 'picture.JPG')).toContain('--image');
    expect(messageOf('--url', 'http://')).toContain('not an address');
  });

  it('refuse two sources at once', () => {
    expect(messageOf('--text', 'a', '--image', 'picture.JPG')).toContain('exclude');
  });

  it('show help before they complain', () => {
    expect(flagsOf('--help', '--browser', 'safari').help).toBe(true);
    for (const flag of ['--once', '--browser', '--text', '--image', '--url']) expect(HELP).toContain(flag);
  });
});
