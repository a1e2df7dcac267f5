import type { DownloadSink } from '../port';
import { beginningOf, SNIFF_BYTES } from '../service';

/** Characters of base64 at a time: whole groups of four. */
const STEP = 4 * 1024 * 1024;
const SNIFF = (SNIFF_BYTES / 3) * 4;

/** Puts a video that comes in base64 into the sink, as it comes. Of several files the last video is the one. */
export class Unpacking {
  /** Not decoded yet. */
  #left = '';
  #file: 'new' | 'video' | 'other' = 'other';
  #isWhole = false;

  constructor(private readonly sink: DownloadSink) {}

  readonly take = async (piece: string, isNew: boolean): Promise<void> => {
    if (isNew) {
      await this.end();
      this.#file = 'new';
    }
    if (this.#file === 'other') return;
    this.#left += plain(piece);
    if (this.#file === 'new' && this.#left.length >= SNIFF) await this.#begin();
    while (this.#left.length >= STEP) await this.#put();
  };

  /** No more comes of the present file. False: there was no video, or it is broken. */
  async end(): Promise<boolean> {
    if (this.#left !== '') await this.#put();
    if (this.#file === 'video') this.#isWhole = true;
    this.#file = 'other';
    return this.#isWhole;
  }

  async #begin(): Promise<void> {
    if (beginningOf(bytesOf(this.#left.slice(0, SNIFF))) !== 'video') return this.#drop();
    this.#file = 'video';
    this.#isWhole = false;
    await this.sink.begin({ etag: '', total: 0 });
  }

  async #put(): Promise<void> {
    const bytes = bytesOf(this.#left.slice(0, STEP));
    if (this.#file !== 'video' || bytes.length === 0) return this.#drop();
    this.#left = this.#left.slice(STEP);
    await this.sink.append(this.sink.have, new Blob([bytes]));
  }

  #drop(): void {
    this.#file = 'other';
    this.#left = '';
  }
}

/** Base64 without line ends and what fills it up, and without the escapes of JSON. */
function plain(piece: string): string {
  return piece
    .replaceAll(/\\u(.{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\[nr]|[\\\s=]/g, '');
}

/** None: it is no base64. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
    return bytes;
  } catch {
    return new Uint8Array(0);
  }
}
