/**
 * A page's blobs as plain strings. Firefox lets no content script look into a buffer of the page ("forbidden over
 * Xrays"), and a blob's own promises are the page's too; FileReader gives primitives in every browser.
 */

/** Base64 of the bytes. */
export async function base64Of(blob: Blob): Promise<string> {
  const url = await read(blob, 'readAsDataURL');
  return url.slice(url.indexOf(',') + 1);
}

/** The bytes as UTF-8 text. */
export const textOf = (blob: Blob): Promise<string> => read(blob, 'readAsText');

function read(blob: Blob, how: 'readAsDataURL' | 'readAsText'): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)), { once: true });
    reader.addEventListener('error', () => reject(new Error('unreadable blob')), { once: true });
    reader[how](blob);
  });
}
