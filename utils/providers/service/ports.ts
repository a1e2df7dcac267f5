import type { Connection, ConnectionKind } from '@/utils/domain';
import type { PictureFile, PictureWish } from '@/utils/platform';

/** The key of a connection, for the origin it was saved for; or why there is none. */
export type KeyAnswer = { kind: 'key'; key: string } | { kind: 'none' | 'locked' | 'gone' };

/** Whose key is asked for, and for calls to which address. An order says it of itself. */
export interface KeyPlace {
  connectionId: string;
  providerId: ConnectionKind;
  baseUrl: string;
}

export type { PictureFile, PictureWish };

/** What providers of services need from outside. */
export interface ServicePorts {
  /** The browser's own; nothing of it is used but through `serviceFetch`. */
  fetch: typeof fetch;
  /** Whether the user allows requests to the host of this address. */
  hasHost(url: string): Promise<boolean>;
  connection(id: string): Promise<Connection | undefined>;
  /** `isUse`: an order, or an act of the user, and no look at work that is under way: it puts the lock off. */
  keyFor(place: KeyPlace, isUse?: boolean): Promise<KeyAnswer>;
  /** Null: it is not there, cannot be read, or cannot be made as small. */
  picture(imageId: string, wish: PictureWish): Promise<PictureFile | null>;
  now(): number;
}
