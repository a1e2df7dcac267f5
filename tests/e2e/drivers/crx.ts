import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** Whoever signs a package; its id follows from the key. */
export interface Signer {
  /** Id of what is signed with it, as in chrome-extension://ID. */
  readonly id: string;
  /** The ZIP of an extension as a signed package. */
  pack(zip: Buffer): Buffer;
}

/**
 * Packs as the store does, in version 3 of the format:
 * https://source.chromium.org/chromium/chromium/src/+/main:components/crx_file/crx3.proto
 */
export function newSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const id = createHash('sha256').update(der).digest().subarray(0, 16);
  return {
    // Hexadecimal, with the letters a to p for its digits.
    id: id.toString('hex').replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))),
    pack: (zip) => crxOf(zip, der, id, privateKey),
  };
}

function crxOf(zip: Buffer, publicKey: Buffer, id: Buffer, key: KeyObject): Buffer {
  const signedData = bytesField(1, id);
  const words = Buffer.concat([Buffer.from('CRX3 SignedData\0'), uint32(signedData.length), signedData]);
  const signature = sign('sha256', Buffer.concat([words, zip]), key);
  const proof = Buffer.concat([bytesField(1, publicKey), bytesField(2, signature)]);
  const header = Buffer.concat([bytesField(2, proof), bytesField(10_000, signedData)]);
  return Buffer.concat([Buffer.from('Cr24'), uint32(3), uint32(header.length), header, zip]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** A field of bytes in the wire format of protocol buffers. */
function bytesField(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
