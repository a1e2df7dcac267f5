/** A provider over a scripted fetch, and a sink that keeps what it is given. */
import type { DownloadSink } from '@/utils/providers';
import { openaiVideosProvider } from '@/utils/providers/runtime';
import type { VideosPorts } from '@/utils/providers/openai-videos/ports';

export const NOW = 1_700_000_000_000;
const SECOND = 1000;

export interface Sent {
  method: string;
  url: string;
  headers: Headers;
  body: FormData | undefined;
  init: RequestInit;
}
type Answer = Response | (() => Response | Promise<Response>);

/** Answers in turn, and keeps what was asked; one request too many fails the test. */
export function scripted(...answers: Answer[]): { fetch: typeof fetch; sent: Sent[] } {
  const sent: Sent[] = [];
  const left = [...answers];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const body = init.body instanceof FormData ? init.body : undefined;
    sent.push({
      method: init.method ?? 'GET',
      url: String(url),
      headers: new Headers(init.headers),
      body,
      init,
    });
    const answer = left.shift();
    if (!answer) throw new Error(`one request too many: ${String(url)}`);
    return typeof answer === 'function' ? answer() : answer;
  };
  return { fetch, sent };
}

export function json(
  body: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
}

export const html = (status: number): Response =>
  new Response('<!doctype html><title>Bad gateway</title>', {
    status,
    headers: { 'content-type': 'text/html' },
  });

export const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

/** A Video as the specification has it. */
export function aVideo(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'video_1',
    object: 'video',
    model: 'clip-2',
    status: 'queued',
    progress: 0,
    created_at: NOW / SECOND,
    completed_at: null,
    expires_at: null,
    prompt: 'A ladybird on a rose stem, close up, morning light.',
    seconds: '8',
    size: '1280x720',
    remixed_from_video_id: null,
    error: null,
    ...change,
  };
}

export function providerOver(fetch: VideosPorts['fetch'], change: Partial<VideosPorts> = {}) {
  const provider = openaiVideosProvider({
    fetch,
    hasHost: () => Promise.resolve(true),
    hasConnection: () => Promise.resolve(true),
    now: () => NOW,
    ...change,
  });
  const { download } = provider;
  if (!download) throw new Error('it downloads');
  return { ...provider, download };
}

/** Keeps what is stored, as the runner's does. */
export class MemorySink implements DownloadSink {
  etag = '';
  total = 0;
  pieces: Blob[] = [];
  begun = 0;
  /** Thrown by the next append. */
  full: Error | null = null;

  get have(): number {
    return this.pieces.reduce((sum, piece) => sum + piece.size, 0);
  }

  async begin(file: { etag: string; total: number }): Promise<void> {
    this.begun += 1;
    this.etag = file.etag;
    this.total = file.total;
    this.pieces = [];
  }

  async append(start: number, bytes: Blob): Promise<void> {
    if (this.full) throw this.full;
    if (start !== this.have) throw new Error(`a gap: ${start} after ${this.have}`);
    this.pieces.push(bytes);
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await new Blob(this.pieces).arrayBuffer());
  }
}

/** As many bytes that begin like an MP4 file. */
export function anMp4(length: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 251);
  bytes.set([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d]);
  return bytes;
}

/** A body that breaks after these bytes. */
export function breaking(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  let given = false;
  return new ReadableStream({
    pull(controller) {
      if (given || bytes.length === 0) controller.error(new TypeError('terminated'));
      else controller.enqueue(bytes);
      given = true;
    },
  });
}
