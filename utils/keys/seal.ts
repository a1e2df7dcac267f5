/** AES-GCM 256 and PBKDF2-SHA-256, as Web Crypto has them. */

/** What a record holds instead of a secret. */
export interface Sealed {
  /** 12 bytes, never the same twice. */
  iv: ArrayBuffer;
  data: ArrayBuffer;
}

const AES = { name: 'AES-GCM', length: 256 } as const;
const USES: KeyUsage[] = ['encrypt', 'decrypt'];
export const IV_BYTES = 12;
/** Bytes of a key in the raw. */
export const RAW_BYTES = 32;
/** The least that OWASP names for PBKDF2-HMAC-SHA-256. */
export const ITERATIONS = 600_000;

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

export function randomBytes(length: number): ArrayBuffer {
  return crypto.getRandomValues(new Uint8Array(length)).buffer;
}

/** A key that can be used and stored, and never be read. */
export function newWrappingKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey(AES, false, USES);
}

/** Whether this is such a key: what comes out of a damaged database may be anything. */
export function isWrappingKey(value: unknown): value is CryptoKey {
  return (
    value instanceof CryptoKey &&
    !value.extractable &&
    value.algorithm.name === AES.name &&
    USES.every((use) => value.usages.includes(use))
  );
}

export function keyFromBytes(raw: ArrayBuffer): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, AES.name, false, USES);
}

/** Takes about as long for every passphrase: some tenths of a second. */
export async function keyFromPassphrase(
  passphrase: string,
  salt: ArrayBuffer,
  iterations: number,
): Promise<CryptoKey> {
  // The same letters are spelled in different ways by different keyboards.
  const words = utf8(passphrase.normalize('NFC'));
  const base = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    AES,
    false,
    USES,
  );
}

/** `bound` says what the secret is for; it opens for nothing else, so that records cannot be swapped. */
export async function seal(key: CryptoKey, secret: BufferSource, bound: readonly string[]): Promise<Sealed> {
  const iv = randomBytes(IV_BYTES);
  return { iv, data: await crypto.subtle.encrypt(algorithm(iv, bound), key, secret) };
}

/** Null: another key, another purpose, or not the bytes that were written. */
export async function unseal(
  key: CryptoKey,
  { iv, data }: Sealed,
  bound: readonly string[],
): Promise<ArrayBuffer | null> {
  return crypto.subtle.decrypt(algorithm(iv, bound), key, data).catch(() => null);
}

function algorithm(iv: ArrayBuffer, bound: readonly string[]): AesGcmParams {
  return { name: AES.name, iv, additionalData: utf8(JSON.stringify(bound)) };
}

export async function sealText(key: CryptoKey, text: string, bound: readonly string[]): Promise<Sealed> {
  return seal(key, utf8(text), bound);
}

export async function unsealText(
  key: CryptoKey,
  sealed: Sealed,
  bound: readonly string[],
): Promise<string | null> {
  const bytes = await unseal(key, sealed, bound);
  return bytes && new TextDecoder().decode(bytes);
}
