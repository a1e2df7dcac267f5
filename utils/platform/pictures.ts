/** Pictures of an order, drawn anew before they leave: of a file nothing but its pixels goes with it. */

/** How a picture has to be: at most so many bytes, and cut to this shape where one is given. */
export interface PictureWish {
  maxBytes: number;
  /** Pixels; null: as it is, at most 2048 on its longer side. */
  size: Size | null;
}

/** A picture as it is sent: drawn anew, so that nothing of its file but its pixels leaves this computer. */
export interface PictureFile {
  blob: Blob;
  mime: 'image/jpeg' | 'image/png';
}

interface Size {
  width: number;
  height: number;
}

/** The part of a picture that is drawn, and how large it becomes. Pixels. */
interface Cut {
  from: Size & { x: number; y: number };
  to: Size;
}

/** A picture that has been decoded. */
export interface Opened extends Size {
  draw(cut: Cut): Sheet;
  close(): void;
}

/** A picture that has been drawn. */
interface Sheet {
  isOpaque(): boolean;
  /** White where nothing is. */
  flatten(): void;
  encode(mime: PictureFile['mime'], quality?: number): Promise<Blob>;
}

const LONGEST = 2048;
/** JPEG, the best first; below the last one a picture is no longer worth sending. */
const QUALITIES = [0.92, 0.85, 0.75, 0.62, 0.5];

/** Decodes a picture, turns it upright, cuts it to the shape wished for and encodes it; null where it cannot. */
export async function preparePicture(
  blob: Blob,
  { size, maxBytes }: PictureWish,
  open: (blob: Blob) => Promise<Opened> = openPicture,
): Promise<PictureFile | null> {
  try {
    const picture = await open(blob);
    try {
      return await encoded(picture.draw(cutOf(picture, size)), maxBytes);
    } finally {
      picture.close();
    }
  } catch {
    return null;
  }
}

/** The middle of the picture, as much of it as the shape has room for; the whole of it where none is wished for. */
function cutOf(picture: Size, wished: Size | null): Cut {
  const { width, height } = picture;
  if (!wished) {
    const scale = Math.min(LONGEST / Math.max(width, height), 1);
    return {
      from: { x: 0, y: 0, width, height },
      to: { width: side(width * scale), height: side(height * scale) },
    };
  }
  const scale = Math.max(wished.width / width, wished.height / height);
  const part = { width: wished.width / scale, height: wished.height / scale };
  const from = { x: (width - part.width) / 2, y: (height - part.height) / 2, ...part };
  return { from, to: { width: wished.width, height: wished.height } };
}

const side = (length: number): number => Math.max(Math.round(length), 1);

/** PNG where something shows through, if it is small enough; else JPEG, as good as there is room for. */
async function encoded(sheet: Sheet, maxBytes: number): Promise<PictureFile | null> {
  if (!sheet.isOpaque()) {
    const blob = await sheet.encode('image/png');
    if (blob.size <= maxBytes) return { blob, mime: 'image/png' };
    sheet.flatten();
  }
  for (const quality of QUALITIES) {
    const blob = await sheet.encode('image/jpeg', quality);
    if (blob.size <= maxBytes) return { blob, mime: 'image/jpeg' };
  }
  return null;
}

async function openPicture(blob: Blob): Promise<Opened> {
  // In one part: Firefox 153 decodes no Blob whose first part is shorter than the header of its format (measured).
  const whole = new Blob([await blob.arrayBuffer()], { type: blob.type });
  const bitmap = await createImageBitmap(whole, { imageOrientation: 'from-image' });
  const { width, height } = bitmap;
  return { width, height, draw: (cut) => drawn(bitmap, cut), close: () => bitmap.close() };
}

function drawn(bitmap: ImageBitmap, { from, to }: Cut): Sheet {
  const canvas = new OffscreenCanvas(to.width, to.height);
  // It is read back to see whether anything shows through: cheaper where it lives in memory.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, from.x, from.y, from.width, from.height, 0, 0, to.width, to.height);
  return {
    isOpaque() {
      const { data } = context.getImageData(0, 0, to.width, to.height);
      for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
      return true;
    },
    flatten() {
      context.globalCompositeOperation = 'destination-over';
      context.fillStyle = '#fff';
      context.fillRect(0, 0, to.width, to.height);
    },
    async encode(type, quality) {
      const blob = await canvas.convertToBlob(quality === undefined ? { type } : { type, quality });
      // Another type comes back where the browser does not know the one that was asked for.
      if (blob.type !== type) throw new Error(`no encoder for ${type}`);
      return blob;
    },
  };
}
