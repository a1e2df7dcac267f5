import * as v from 'valibot';
import { RAW_BYTES } from './seal';

/** `browser.storage.session`: in memory, for the extension's own contexts only, gone when the browser closes. */
export interface SessionPort {
  get(name: string): Promise<unknown>;
  set(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
}

/** A key that is kept until the browser closes. */
const SessionKey = v.object({ origin: v.string(), key: v.pipe(v.string(), v.maxLength(512)) });
type SessionKey = v.InferOutput<typeof SessionKey>;

/** What opens the rows behind the passphrase. As a list of bytes, since this storage takes nothing but JSON. */
const OPENER = 'keys:opener';
/** Milliseconds since 1970 until which it may be used: apart, so that to prolong it can never bring it back. */
const UNTIL = 'keys:until';
const keyName = (connectionId: string): string => `keys:of:${connectionId}`;

const Opener = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))),
  v.check(({ length }) => length === RAW_BYTES),
  v.transform((bytes) => Uint8Array.from(bytes).buffer),
);

/** What the vault holds in memory. A browser that has no such storage is one whose every key is not there. */
export class SessionMemory {
  constructor(private readonly port: SessionPort | undefined) {}

  get isThere(): boolean {
    return this.port !== undefined;
  }

  keyOf(connectionId: string): Promise<SessionKey | null> {
    return this.#read(keyName(connectionId), SessionKey);
  }

  /** False when the browser did not take it. */
  putKey(connectionId: string, key: SessionKey): Promise<boolean> {
    return this.#write(keyName(connectionId), key);
  }

  async forgetKey(connectionId: string): Promise<void> {
    await this.port?.remove(keyName(connectionId));
  }

  opener(): Promise<ArrayBuffer | null> {
    return this.#read(OPENER, Opener);
  }

  /** 0: never. */
  async until(): Promise<number> {
    return (await this.#read(UNTIL, v.number())) ?? 0;
  }

  async open(opener: ArrayBuffer, until: number): Promise<boolean> {
    return (await this.prolong(until)) && (await this.#write(OPENER, [...new Uint8Array(opener)]));
  }

  prolong(until: number): Promise<boolean> {
    return this.#write(UNTIL, until);
  }

  async close(): Promise<void> {
    await this.port?.remove(OPENER);
    await this.port?.remove(UNTIL);
  }

  async #read<T>(name: string, schema: v.GenericSchema<unknown, T>): Promise<T | null> {
    const parsed = v.safeParse(schema, await this.port?.get(name).catch(() => undefined));
    return parsed.success ? parsed.output : null;
  }

  async #write(name: string, value: unknown): Promise<boolean> {
    if (!this.port) return false;
    return this.port.set(name, value).then(
      () => true,
      () => false,
    );
  }
}
