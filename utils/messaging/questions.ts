/**
 * Questions to chat models. Each goes over a line of its own, so that it ends with whoever asked: when they take it
 * back, and when their view is closed.
 */
import * as v from 'valibot';
import { browser, type Browser } from 'wxt/browser';
import { Plan, Source } from '@/utils/domain';
import { isOurs } from './ours';

const LINE = 'question';

/** What a chat model is asked for; it can only ever answer with a Plan. */
const WriterWish = v.object({
  connectionId: v.pipe(v.string(), v.maxLength(64)),
  wish: v.variant('kind', [
    v.object({
      kind: v.literal('plan'),
      source: Source,
      wish: v.pipe(v.string(), v.maxLength(1000)),
      seconds: v.pipe(v.number(), v.gtValue(0), v.maxValue(600)),
      language: v.pipe(v.string(), v.maxLength(35)),
    }),
    v.object({ kind: v.literal('edit'), plan: Plan, sentence: v.pipe(v.string(), v.maxLength(1000)) }),
  ]),
});
export type WriterWish = v.InferOutput<typeof WriterWish>;
export type WriterAnswer =
  /** `usd`: what the question cost, where that is told. */
  | { kind: 'plan'; plan: Plan; usd?: number }
  /** Of the chat room: what became of the question. */
  | {
      kind:
        'refused' | 'unauthorized' | 'no-credit' | 'busy' | 'unreachable' | 'bad-answer' | 'blocked-origin';
      message: string;
    }
  /** Nothing was asked. */
  | { kind: 'no-connection' | 'needs-permission' | 'needs-key' | 'key-locked' };

/** From a view; answered within a minute or so. Rejects when it was taken back, and when nobody is there to carry it. */
export function askWriter(wish: WriterWish, signal?: AbortSignal): Promise<WriterAnswer> {
  return new Promise((resolve, reject) => {
    const line = browser.runtime.connect({ name: LINE });
    const end = (): void => {
      line.disconnect();
      reject(new Error('nobody answers any more'));
    };
    line.onDisconnect.addListener(end);
    line.onMessage.addListener((answer) => {
      signal?.removeEventListener('abort', end);
      resolve(answer as WriterAnswer);
      line.disconnect();
    });
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
    else line.postMessage(wish);
  });
}

/** In the background: `handle` is told by its signal when the answer is not wanted any more. */
export function answerQuestions(
  handle: (wish: WriterWish, signal: AbortSignal) => Promise<WriterAnswer>,
): void {
  browser.runtime.onConnect.addListener((line) => {
    if (line.name === LINE) line.onMessage.addListener((data) => void carry(line, data));
  });

  async function carry(line: Browser.runtime.Port, data: unknown): Promise<void> {
    const parsed = v.safeParse(WriterWish, data);
    if (!isOurs(line.sender ?? {}) || !parsed.success) return line.disconnect();
    const left = new AbortController();
    line.onDisconnect.addListener(() => left.abort());
    const answer = await handle(parsed.output, left.signal).catch(() => null);
    if (left.signal.aborted) return;
    if (answer) line.postMessage(answer);
    else line.disconnect();
  }
}
