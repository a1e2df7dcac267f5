/** How each service says the few things that every one of them says. */
import type { ServiceId } from '@/utils/domain';

/** Where they are asked, and where their files lie. Both are a server of the test, which says so itself. */
export const HOME = 'https://service.example';
export const BASE = `${HOME}/v1`;
/** fal's own has no path: the addresses of its work begin at the origin. */
export const baseOf = (service: ServiceId): string => (service === 'fal' ? HOME : BASE);
export const FILE = 'https://files.example/clip.mp4';

type Fields = Readonly<Record<string, unknown>>;

export interface Tongue {
  /** The order was taken on, under this number. */
  taken(id: unknown): unknown;
  /** Still at it. */
  running(more: Fields): unknown;
  /** It is over, and well; `url` is where the file lies. */
  done(url: unknown, more?: Fields): unknown;
  /** It came to nothing. */
  failed(error: unknown): unknown;
  /** Work in a list of past ones. */
  listed?(entries: readonly unknown[], more?: Fields): unknown;
  /** fal says only with the result what came of it. */
  result?: { done(url: unknown): unknown; failed(error: unknown): unknown };
}

const queue = (id: unknown): unknown => {
  const at = `${HOME}/owner/model/requests/${String(id)}`;
  return { request_id: id, response_url: at, status_url: `${at}/status`, cancel_url: `${at}/cancel` };
};

export const TONGUES: Readonly<Record<ServiceId, Tongue>> = {
  'openai-videos': {
    taken: (id) => ({ id, object: 'video', status: 'queued', progress: 0 }),
    running: (more) => ({ id: 'work_1', object: 'video', status: 'in_progress', ...more }),
    done: (url, more) => ({ id: 'work_1', object: 'video', status: 'completed', metadata: { url }, ...more }),
    failed: (error) => ({ id: 'work_1', object: 'video', status: 'failed', error }),
    listed: (data, more) => ({ object: 'list', data, has_more: false, ...more }),
  },
  openrouter: {
    taken: (id) => ({ id, polling_url: '/api/v1/videos/work_1', status: 'pending' }),
    running: (more) => ({ id: 'work_1', status: 'in_progress', ...more }),
    done: (url, more) => ({ id: 'work_1', status: 'completed', unsigned_urls: [url], ...more }),
    failed: (error) => ({ id: 'work_1', status: 'failed', error }),
  },
  'gemini-omni': {
    taken: (id) => ({ id, object: 'interaction', status: 'queued' }),
    running: (more) => ({ id: 'work_1', status: 'in_progress', ...more }),
    done: (uri, more) => ({
      id: 'work_1',
      status: 'completed',
      steps: [{ type: 'model_output', content: [{ type: 'video', mime_type: 'video/mp4', uri }] }],
      ...more,
    }),
    failed: (error) => ({ id: 'work_1', status: 'failed', error }),
  },
  xai: {
    taken: (id) => ({ request_id: id }),
    running: (more) => ({ status: 'pending', ...more }),
    done: (url, more) => ({ status: 'done', video: { url, respect_moderation: true }, ...more }),
    failed: (error) => ({ status: 'failed', error }),
  },
  fal: {
    taken: queue,
    running: (more) => ({ status: 'IN_QUEUE', ...more }),
    done: (_, more) => ({ status: 'COMPLETED', ...more }),
    failed: () => ({ status: 'COMPLETED' }),
    result: {
      done: (url) => ({ video: { url, content_type: 'video/mp4' } }),
      failed: (error) => ({ detail: error }),
    },
  },
  runway: {
    taken: (id) => ({ id, estimatedCost: { credits: 60 } }),
    running: (more) => ({ id: 'work_1', status: 'RUNNING', ...more }),
    done: (url, more) => ({ id: 'work_1', status: 'SUCCEEDED', output: [url], ...more }),
    failed: (failure) => ({ id: 'work_1', status: 'FAILED', failure }),
  },
  replicate: {
    taken: (id) => ({ id, status: 'starting' }),
    running: (more) => ({ id: 'work_1', status: 'processing', ...more }),
    done: (output, more) => ({ id: 'work_1', status: 'succeeded', output, ...more }),
    failed: (error) => ({ id: 'work_1', status: 'failed', error }),
    listed: (results, more) => ({ previous: null, next: null, results, ...more }),
  },
};
