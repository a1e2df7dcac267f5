import { SERVICE_LIMITS, type ServiceBody } from '@/utils/platform';

/** Characters of one text in an answer: what is longer is a file. */
const LONGEST = 100_000;
/** Bytes: the largest file in base64, and what stands around it. */
const MOST = Math.ceil(SERVICE_LIMITS.video / 3) * 4 + SERVICE_LIMITS.json;
/** The end of a text or its beginning, an escape, or what is neither; an escape that is cut off is none of them. */
const TOKEN = /"|\\(?:u.{4}|[^u])|[^"\\]+/gsy;

/** Is given a file in an answer piece by piece, its escapes as they are. `isNew`: with this piece another one begins. */
export type TakeFile = (piece: string, isNew: boolean) => Promise<void>;

/**
 * Reads JSON in which a file may lie that is too large to be held: of such a text only the beginning stays, or a mark
 * where it was. Null: cut off, too late or too long.
 */
export async function leanText(body: ServiceBody, take?: TakeFile): Promise<string | null> {
  const decoder = new TextDecoder();
  let kept = '';
  let rest = '';
  /** Where in `kept` the present text begins; 0: between texts. */
  let start = 0;
  let isFile = false;
  for (;;) {
    const read = await body.read(MOST);
    if (read.kind === 'broken') return null;
    if (read.kind === 'end') return kept + rest;
    const text = rest + decoder.decode(read.bytes, { stream: true });
    let end = 0;
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
      end = index + token.length;
      const wasFile = isFile;
      if (token === '"') isFile = false;
      else if (start > 0 && kept.length - start + token.length > LONGEST) isFile = true;
      if (isFile) {
        await take?.(wasFile ? token : kept.slice(start) + token, !wasFile);
        if (!wasFile) kept += '…';
        continue;
      }
      kept += token;
      if (token === '"') start = start > 0 ? 0 : kept.length;
    }
    rest = text.slice(end);
    if (kept.length > SERVICE_LIMITS.json) {
      await body.close();
      return null;
    }
  }
}
