import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** H.264 in MP4, 320 x 180, 48 frames, 4 s. Made with ffmpeg's testsrc2. */
export const CLIP = readFileSync(fileURLToPath(new URL('clip.mp4', import.meta.url)));

/** A 16 x 16 picture, for the variants that are pictures. */
export const THUMBNAIL = Buffer.from(
  'UklGRi4AAABXRUJQVlA4ICIAAABwAQCdASoQABAAB0CWJaACdAFAAAD+3hI2a+wxJe5aKAQA',
  'base64',
);

export interface VideoFile {
  bytes: Buffer;
  sha256: string;
}

const HEAD = 8;
const recent = new Map<string, VideoFile>();

/**
 * The file of a job: the clip, the job's name in a `uuid` box so that no two files are alike, and a `free` box of zeros
 * up to the wished length, when that is longer.
 */
export function fileOf(name: string, length: number): VideoFile {
  const key = `${length} ${name}`;
  const found = recent.get(key) ?? build(name, length);
  // The last few only: downloads in pieces ask for the same one again and again.
  recent.delete(key);
  recent.set(key, found);
  for (const old of [...recent.keys()].slice(0, -4)) recent.delete(old);
  return found;
}

function build(name: string, length: number): VideoFile {
  const mark = box('uuid', Buffer.concat([Buffer.from('pagereel-fake-id'), Buffer.from(name)]));
  const rest = length - CLIP.length - mark.length;
  const padding = rest >= HEAD ? box('free', Buffer.alloc(rest - HEAD)) : Buffer.alloc(0);
  const bytes = Buffer.concat([CLIP, mark, padding]);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function box(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(HEAD + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}
