/** What the page scripts are asked, and what they answer. Plain JSON both ways; nothing here touches a browser API. */

/** What one injected script is to do. */
export interface PageTask {
  kind: 'selection' | 'image' | 'article' | 'context' | 'locate';
  /** The menu's own word on what was selected, to know which of several selections was meant. */
  selectionText: string;
  /** Address of the picture pointed at, as the menu gave it. */
  srcUrl: string;
  /** Ids for the pictures found, in order: given now so that a picture can be found again for a crop. */
  imageIds: string[];
}

/** A picture as the page sees it. */
export interface PageImage {
  id: string;
  /** Where it may be fetched, best first; empty for a canvas or an inline SVG. */
  urls: string[];
  alt: string;
  caption: string;
  width: number;
  height: number;
  origin: 'element' | 'background' | 'svg' | 'canvas' | 'poster';
  /** Base64 of the bytes the page itself may read. */
  bytes: string | null;
  problem: 'too-large' | 'unreachable' | 'broken' | null;
}

/** What a page hands over. */
export interface PageAnswer {
  url: string;
  title: string;
  language: string;
  text: string;
  /** UTF-16 units before the cut; larger than `text` when the page had more. */
  textLength: number;
  heading: string;
  paragraph: string;
  byline: string;
  themeColor: string;
  ogImage: string;
  images: PageImage[];
  /** False when Readability found no article and the page's own paragraphs were taken instead. */
  article: boolean;
}

/** Where a picture stands, in CSS pixels of the visible tab. */
export interface PagePlace {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Of the whole visible tab, to tell the scale of its capture. */
  viewportWidth: number;
  viewportHeight: number;
}

export const MAX_PICTURES = 12;
/** UTF-16 units: what the text hygiene in the background looks at, eight for each it may keep. */
export const MAX_RAW_TEXT = 160_000;
/** Bytes of one picture that the page hands over, and of all of them together. */
export const MAX_PAGE_IMAGE_BYTES = 12 * 1024 * 1024;
export const MAX_PAGE_BYTES = 24 * 1024 * 1024;

const TASK_KEY = '__pagereelTask';

/**
 * Leaves a task for the script that is injected next. Runs inside the page, on its own: scripting sends the
 * function's source text, so it may use nothing but its arguments.
 */
export function leaveTask(task: PageTask): void {
  Reflect.set(globalThis, '__pagereelTask', task);
}

/** Takes the task left for this script; null when there is none. */
export function takeTask(): PageTask | null {
  const task: unknown = Reflect.get(globalThis, TASK_KEY);
  Reflect.deleteProperty(globalThis, TASK_KEY);
  // A page's element of that name shows up here as a global; a task is a plain object with a list of ids.
  return typeof task === 'object' && task !== null && Array.isArray(Reflect.get(task, 'imageIds'))
    ? (task as PageTask)
    : null;
}
