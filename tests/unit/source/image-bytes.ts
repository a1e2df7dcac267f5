/** Picture files built byte by byte: small, whole, and of any size they claim to have. */

type Bytes = Uint8Array<ArrayBuffer>;

export const bytesOf = (...parts: (number[] | string | Uint8Array)[]): Bytes =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : Array.from(part),
    ),
  );

const be32 = (n: number): number[] => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const be16 = (n: number): number[] => [(n >>> 8) & 255, n & 255];
const le16 = (n: number): number[] => be16(n).toReversed();
const le24 = (n: number): number[] => be32(n).slice(1).toReversed();
const le32 = (n: number): number[] => be32(n).toReversed();

const chunk = (type: string, data: Uint8Array): Bytes => bytesOf(be32(data.length), type, data, be32(0));

export function png(width: number, height: number, dataBytes = 20): Bytes {
  const header = bytesOf(be32(width), be32(height), [8, 2, 0, 0, 0]);
  return bytesOf(
    '\u0089PNG\r\n\u001a\n',
    chunk('IHDR', header),
    chunk('IDAT', new Uint8Array(dataBytes)),
    chunk('IEND', new Uint8Array(0)),
  );
}

const segment = (marker: number, data: Uint8Array): Bytes =>
  bytesOf([0xff, marker], be16(data.length + 2), data);

/** With EXIF that holds a whole smaller JPEG, as cameras write it. */
export function jpeg(width: number, height: number, frame = 0xc0): Bytes {
  const size = bytesOf([8], be16(height), be16(width), [1, 1, 0x11, 0]);
  const thumbnail = bytesOf(
    [0xff, 0xd8],
    segment(0xc0, bytesOf([8], be16(120), be16(160), [1])),
    [0xff, 0xd9],
  );
  return bytesOf(
    [0xff, 0xd8],
    segment(0xe1, bytesOf('Exif\0\0', thumbnail)),
    segment(0xc4, bytesOf([0, 1, 2, 3])),
    [0xff, 0xff],
    segment(frame, size).subarray(1),
    segment(0xda, bytesOf([1, 1, 0, 0, 63, 0])),
    [1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4],
    [0xff, 0xd9],
  );
}

export const gif = (width: number, height: number, frames = 1): Bytes =>
  bytesOf(
    'GIF89a',
    le16(width),
    le16(height),
    [0x80, 0, 0],
    [0, 0, 0, 255, 255, 255],
    ...Array.from({ length: frames }, () =>
      bytesOf(
        [0x21, 0xf9, 4, 0, 10, 0, 0, 0],
        [0x2c, 0, 0, 0, 0],
        le16(width),
        le16(height),
        [0],
        [2, 2, 0x4c, 1, 0],
      ),
    ),
    [0x3b],
  );

const riff = (type: string, body: Uint8Array): Bytes =>
  bytesOf('RIFF', le32(body.length + 12), 'WEBP', type, le32(body.length), body);

export const webp = {
  lossy: (width: number, height: number): Bytes =>
    riff('VP8 ', bytesOf([0, 0, 0, 0x9d, 1, 0x2a], le16(width), le16(height), [0, 0])),
  lossless: (width: number, height: number): Bytes =>
    riff('VP8L', bytesOf([0x2f], le32((width - 1) | ((height - 1) << 14)), [0, 0, 0])),
  extended: (width: number, height: number): Bytes =>
    riff('VP8X', bytesOf([2, 0, 0, 0], le24(width - 1), le24(height - 1))),
};

const box = (type: string, ...content: (number[] | string | Uint8Array)[]): Bytes => {
  const body = bytesOf(...content);
  return bytesOf(be32(body.length + 8), type, body);
};

/** With a thumbnail's size beside the picture's own. */
export const avif = (width: number, height: number): Bytes =>
  bytesOf(
    box('ftyp', 'mif1', be32(0), 'avifmiaf'),
    box(
      'meta',
      be32(0),
      box('hdlr', new Uint8Array(24)),
      box(
        'iprp',
        box(
          'ipco',
          box('ispe', be32(0), be32(16), be32(16)),
          box('ispe', be32(0), be32(width), be32(height)),
        ),
      ),
    ),
    box('mdat', new Uint8Array(32)),
  );

export function bmp(width: number, height: number): Bytes {
  const row = 4 * Math.ceil((width * 24) / 32);
  const claimed = row * Math.abs(height);
  return bytesOf(
    'BM',
    le32(54 + claimed),
    le32(0),
    le32(54),
    le32(40),
    le32(width),
    le32(height),
    le16(1),
    le16(24),
    new Uint8Array(24),
    new Uint8Array(claimed),
  );
}
