/** Formats of a still, smallest first; the last one is taken whatever the browser makes of it. */
const STILL_TYPES = ['image/webp', 'image/jpeg'] as const;

/** A still of the canvas as WebP, or JPEG where the browser writes no WebP (it says so by the type it gives). */
export async function still(canvas: OffscreenCanvas, quality: number): Promise<Blob> {
  for (const type of STILL_TYPES) {
    const blob = await canvas.convertToBlob({ type, quality });
    if (blob.type === type) return blob;
  }
  return canvas.convertToBlob();
}
