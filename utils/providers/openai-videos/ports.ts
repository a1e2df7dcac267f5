/** What the provider needs from outside. */
export interface VideosPorts {
  /** The browser's own; nothing of it is used but through `serviceFetch`. */
  fetch: typeof fetch;
  /** Whether the user allows requests to the host of this address. */
  hasHost(url: string): Promise<boolean>;
  /** Whether the connection is still there. */
  hasConnection(id: string): Promise<boolean>;
  /** The connection's key; null, or no such port: it takes none, and no Authorization header is sent. */
  keyFor?(connectionId: string): Promise<string | null>;
  now(): number;
}

/** Where a request goes; frozen with it. */
export interface Place {
  connectionId: string;
  baseUrl: string;
}
