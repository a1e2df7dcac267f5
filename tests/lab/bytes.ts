/** Base64 both ways, the same in Node and in a page: how bytes cross between a test and its browser. */

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  // A spread of a whole video would overflow the stack.
  for (let i = 0; i < bytes.length; i += 32_768) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 32_768));
  }
  return btoa(binary);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
