/** What ended up on the clipboard: not every system takes a picture and a text together. */
export type Copied = 'picture-and-text' | 'text' | 'nothing';

/**
 * Puts a frame and its citation on the clipboard. `frame` may still be on its way: the promise is handed over
 * within the click, since browsers let only the click itself write.
 */
export async function copyClip(frame: Promise<Blob>, citation: string): Promise<Copied> {
  const text = new Blob([citation], { type: 'text/plain' });
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': frame, 'text/plain': text })]);
    return 'picture-and-text';
  } catch {
    return navigator.clipboard.writeText(citation).then(
      () => 'text',
      () => 'nothing',
    );
  }
}

/** The picture an element shows now, or a stored poster, as PNG: the one format clipboards take. */
export async function pngOf(
  shown: HTMLVideoElement | HTMLImageElement | null,
  poster: Blob | undefined,
): Promise<Blob> {
  const video = shown instanceof HTMLVideoElement && shown.videoWidth > 0 ? shown : undefined;
  const image = shown instanceof HTMLImageElement && shown.naturalWidth > 0 ? shown : undefined;
  const picture = video ?? image ?? (poster && (await createImageBitmap(poster)));
  if (!picture) throw new Error('no frame to copy');
  const canvas = document.createElement('canvas');
  canvas.width = picture instanceof HTMLVideoElement ? picture.videoWidth : picture.width;
  canvas.height = picture instanceof HTMLVideoElement ? picture.videoHeight : picture.height;
  if (picture instanceof HTMLImageElement) {
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
  }
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}
