import type { Gesture, PageTarget, PageTask, SourcePorts } from '@/utils/source';
import type { PageAnswer, PageImage } from '@/utils/source/page/task';

export const PAGE = 'https://www.news.example/story?id=7';

export const aGesture = (change: Partial<Gesture> = {}): Gesture => ({
  kind: 'selection',
  windowId: 1,
  tabId: 5,
  frameId: 0,
  pageUrl: PAGE,
  pageTitle: 'Story',
  selectionText: 'Rain in the hills. More of it tomorrow.',
  srcUrl: '',
  offLimits: false,
  ...change,
});

export const anAnswer = (change: Partial<PageAnswer> = {}): PageAnswer => ({
  url: PAGE,
  title: 'The story',
  language: 'en_gb',
  text: 'Rain in the hills.\nMore of it tomorrow.',
  textLength: 39,
  heading: 'Weather',
  paragraph: 'Rain in the hills. More of it tomorrow. Then sun.',
  byline: 'Ana Ruiz',
  themeColor: '#20506b',
  ogImage: 'https://news.example/og.jpg',
  images: [],
  article: false,
  ...change,
});

export const anImage = (change: Partial<PageImage> = {}): PageImage => ({
  id: 'id-1',
  urls: ['https://cdn.example/rain.jpg'],
  alt: 'Rain',
  caption: 'Rain on Monday',
  width: 640,
  height: 400,
  origin: 'element',
  bytes: null,
  problem: null,
  ...change,
});

interface Asked {
  task: PageTask;
  target: PageTarget;
}

/** Ports of a calm world: nothing allowed, nothing fetched, every picture decodes. */
export function fakePorts(
  change: Partial<SourcePorts> = {},
): SourcePorts & { asked: Asked[]; stored: Map<string, Blob> } {
  const asked: Asked[] = [];
  const stored = new Map<string, Blob>();
  let ids = 0;
  const inject = change.inject ?? (() => Promise.resolve({ ok: false, reason: 'not-allowed' } as const));
  return {
    asked,
    stored,
    fetchImage: () => Promise.reject(new Error('nothing may be fetched')),
    storeImage: async (id, blob) => void stored.set(id, blob),
    decode: () => Promise.resolve({ width: 640, height: 400 }),
    cropVisible: () => Promise.resolve({ ok: false, reason: 'not-allowed' }),
    hasPermission: () => Promise.resolve(false),
    detectLanguage: () => Promise.resolve('und'),
    now: () => 1_700_000_000_000,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    ...change,
    inject: (task, target) => {
      asked.push({ task, target });
      return inject(task, target);
    },
  };
}

/** A page that answers from the frames it is given, by frame id; frames not named are gone. */
export const framesAnswer =
  (frames: Record<number, unknown>): SourcePorts['inject'] =>
  async (_task, target) => {
    const ids = target.frames === 'all' ? Object.keys(frames).map(Number) : [target.frames];
    const answers = ids.map((frameId) => ({ frameId, answer: frames[frameId] }));
    return answers.some(({ answer }) => answer === undefined)
      ? { ok: false, reason: 'frame-gone' }
      : { ok: true, frames: answers };
  };

export const pageAnswers = (answer: unknown): SourcePorts['inject'] => framesAnswer({ 0: answer });
