import type { PageTask } from './page/task';
import type { RawPlace } from './raw-page';

/** Where a page script is to run. */
export interface PageTarget {
  tabId: number;
  frames: 'all' | number;
}

export type InjectResult =
  | { ok: true; frames: { frameId: number; answer: unknown }[] }
  | { ok: false; reason: 'not-allowed' | 'frame-gone' | 'tab-gone' | 'no-answer' };

type FetchedBytes = { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; reason: string };

export type CropResult =
  { ok: true; blob: Blob } | { ok: false; reason: 'tab-hidden' | 'not-allowed' | 'out-of-view' };

/** What reading a Source needs of the world. */
export interface SourcePorts {
  /** Runs the page script of this task there; never throws. */
  inject(task: PageTask, target: PageTarget): Promise<InjectResult>;
  /** Bytes of a public https address, or why not; never throws. */
  fetchImage(url: string): Promise<FetchedBytes>;
  /** Throws when there is no room. */
  storeImage(id: string, blob: Blob): Promise<void>;
  /** Pixels as shown (after any EXIF turn); throws when the picture does not decode. */
  decode(blob: Blob): Promise<{ width: number; height: number }>;
  /** A part of what the tab shows, as long as it is the one in front; never throws. */
  cropVisible(windowId: number, tabId: number, place: RawPlace): Promise<CropResult>;
  /** Whether the user has allowed this match pattern. */
  hasPermission(pattern: string): Promise<boolean>;
  /** BCP 47, or "und" when nobody can tell. */
  detectLanguage(text: string): Promise<string>;
  now(): number;
  newId(): string;
}
