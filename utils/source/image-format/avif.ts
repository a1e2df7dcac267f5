import { ascii, u32be, type Facts } from './bytes';

interface Box {
  type: string;
  /** Of the content, without the box's own header. */
  start: number;
  /** May lie behind the end of the file when the file was cut. */
  end: number;
}

/** More boxes than any real picture has; a hostile file stops here. */
const MAX_BOXES = 4096;

/**
 * ISO/IEC 23008-12: the size is an "ispe" property in meta/iprp/ipco. Tiles, masks and thumbnails have theirs too, so
 * the largest counts. A sequence carries a still as well; only that is used.
 */
export function readAvif(bytes: Uint8Array): Facts | null {
  const top = boxes(bytes, 0, bytes.length);
  const meta = top.find((box) => box.type === 'meta');
  if (!meta) return null;
  const within = (parent: Box | undefined, type: string, skip = 0): Box[] =>
    parent
      ? boxes(bytes, parent.start + skip, Math.min(parent.end, bytes.length)).filter(
          (box) => box.type === type,
        )
      : [];
  // "meta" is a full box: four bytes of version and flags stand before its children.
  const [properties] = within(meta, 'iprp', 4);
  const [container] = within(properties, 'ipco');
  let width = 0;
  let height = 0;
  for (const { start } of within(container, 'ispe')) {
    const size = { width: u32be(bytes, start + 4), height: u32be(bytes, start + 8) };
    if (size.width * size.height > width * height) ({ width, height } = size);
  }
  return { width, height, whole: top.every((box) => box.end <= bytes.length) };
}

function boxes(bytes: Uint8Array, from: number, to: number): Box[] {
  const found: Box[] = [];
  let offset = from;
  while (offset + 8 <= to && found.length < MAX_BOXES) {
    const short = u32be(bytes, offset);
    const large = short === 1;
    const header = large ? 16 : 8;
    const size = large ? u32be(bytes, offset + 8) * 2 ** 32 + u32be(bytes, offset + 12) : short;
    // Zero means "to the end of the file".
    const end = size === 0 ? to : offset + size;
    if (end < offset + header) break;
    found.push({ type: ascii(bytes, offset + 4, 4), start: offset + header, end });
    offset = end;
  }
  return found;
}
