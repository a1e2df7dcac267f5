import { createHash } from 'node:crypto';

/** A Blob whose words can be read without waiting, which no real one allows. */
export class Bytes extends Blob {
  constructor(readonly words: string) {
    super([words]);
  }
}

/** At once for a simulated Blob; one that went through a real store has to be read. */
export function wordsOf(blob: Blob): string | Promise<string> {
  return blob instanceof Bytes ? blob.words : blob.text();
}

export function sha256(words: string): string {
  return createHash('sha256').update(words).digest('hex');
}
