import { cleanText, type Clip } from '@/utils/domain';

/** Characters that some file system refuses, or that mean a path. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001F\u007F<>:"/\\|?*]/g;
/** Device names of Windows, with or without an extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Bytes of UTF-8: most file systems stop at 255, and the browser may add " (1)". */
const MAX_BYTES = 150;

const EXTENSIONS: Record<Clip['media']['container'], string> = { mp4: '.mp4', webm: '.webm', webp: '.webp' };

/** A file name of our own making: never a path, never hidden, valid on every file system. */
export function fileName(clip: Pick<Clip, 'title' | 'createdAt' | 'media'>): string {
  const title = cleanText(clip.title, 200)
    .text.replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/g, '');
  const safe = RESERVED.test(title) ? `_${title}` : title;
  const day = new Date(clip.createdAt).toISOString().slice(0, 10);
  return `${shortened(safe) || 'Pagereel'} ${day}${EXTENSIONS[clip.media.container]}`;
}

/** Cut at a whole character, at most MAX_BYTES long. */
function shortened(name: string): string {
  const encoder = new TextEncoder();
  let size = 0;
  let kept = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name)) {
    size += encoder.encode(segment).length;
    if (size > MAX_BYTES) return kept.trimEnd();
    kept += segment;
  }
  return kept;
}
