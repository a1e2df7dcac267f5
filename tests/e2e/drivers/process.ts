import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Download } from './driver';
import { until } from './until';

/** Resolves when no process has this id any more. */
export async function endOf(pid: number): Promise<void> {
  await until(`process ${pid} to end`, () => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  });
}

export async function readDownload(name: string, file: string): Promise<Download> {
  return { name, bytes: await readFile(file) };
}

/**
 * Path of an icon in a built extension. Asked before a browser starts: given a directory without a manifest,
 * Chromium shows a dialog and waits for ever.
 */
export function iconOf(extension: string): string {
  const manifest = path.join(extension, 'manifest.json');
  if (!existsSync(manifest)) throw new Error(`${extension} holds no extension: build it first`);
  const text = readFileSync(manifest, 'utf8');
  const { icons = {} } = JSON.parse(text) as { icons?: Record<string, string> };
  const [icon] = Object.values(icons);
  if (icon === undefined) throw new Error(`the extension in ${extension} has no icon`);
  return icon.replace(/^\//, '');
}
