/** aimock, which others wrote, in the place of every host there is; before it our own adapters, runner and store. */
import { LLMock, type JournalEntry } from '@copilotkit/aimock';
import { isOpen, type Job, type ServiceRequest } from '@/utils/domain';
import { newJob, type Runner } from '@/utils/jobs';
import { SERVICES } from '@/utils/providers';
import { aRunner, emptyStore, KEY, shaOf } from '../../conformance/rig';
import { allSubjects, type Subject } from '../../conformance/subjects';
import { CLIP } from '../../servers/videos/clip';
import { aSource } from '../samples';

/** What both it and we speak. It has no Runway, no Replicate, and no videos by Gemini's Interactions. */
export const KNOWN = ['openrouter', 'xai', 'fal', 'openai-videos'] as const;
export type Known = (typeof KNOWN)[number];

/** What a request is for. Only fal tells what came of the work apart from how it stands: as its `result`. */
export type Phase = 'order' | 'look' | 'result' | 'file' | 'list' | 'cancel';

/** Its flags, as it takes them with a single request. */
const FLAGS = {
  drop: { 'x-aimock-chaos-drop': '1' },
  disconnect: { 'x-aimock-chaos-disconnect': '1' },
  'rate limit': { 'x-aimock-chaos-ratelimit': '1' },
  malformed: { 'x-aimock-chaos-malformed': '1' },
  'ten seconds of latency': { 'x-aimock-chaos-latency': '10000' },
} as const;
export type Flag = keyof typeof FLAGS;

export interface Trouble {
  flag: Flag;
  at: Phase;
  /** How many requests of this phase it befalls. */
  times: number;
}

/** One request as our side meant it. */
export interface Asked {
  phase: Phase;
  url: URL;
  headers: Record<string, string>;
  body: unknown;
}

interface Course {
  prompt?: string;
  trouble?: Trouble;
  /** Called once, as soon as the job runs. */
  running?: (runner: Runner, job: Job) => Promise<unknown>;
}

export interface Outcome {
  request: ServiceRequest;
  job: Job;
  /** State and problem, as the user's card has them. */
  card: string;
  /** Of the file that was kept; null: none was. */
  sha256: string | null;
  asked: Asked[];
  /** What aimock says that it was asked. */
  journal: JournalEntry[];
}

const MOST_LOOKS = 100;
export const HOMES: Record<Known, string> = {
  openrouter: SERVICES.openrouter.baseUrl,
  xai: SERVICES.xai.baseUrl,
  fal: SERVICES.fal.baseUrl,
  'openai-videos': 'https://videos.example/v1',
};
/** How many looks it takes to get on, so that every state is seen. */
const SLOWLY = { pollsBeforeInProgress: 1, pollsBeforeCompleted: 2 };

export class SecondOpinion {
  readonly mock = new LLMock({
    host: '127.0.0.1',
    port: 0,
    openRouterVideo: SLOWLY,
    grokVideo: SLOWLY,
    falQueue: { pollsBeforeInProgress: 3, pollsBeforeCompleted: 4 },
  });
  #subjects: Subject[] = [];
  #asked: Asked[] = [];
  #trouble: Trouble | null = null;

  async open(): Promise<void> {
    await this.mock.start();
    this.#subjects = await allSubjects();
    const url = `https://files.example${await this.#keepFile()}`;
    const made = { id: 'work_1', status: 'completed' as const, b64: CLIP.toString('base64'), url };
    for (const status of [400, 401, 402, 503]) {
      const words = { message: `It says ${status}`, type: 'told', code: `code-${status}` };
      for (const endpoint of ['video', 'fal'] as const) {
        this.mock.on({ endpoint, userMessage: `[${status}]` }, { error: words, status });
      }
    }
    this.mock.onVideo('[fails]', { video: { id: 'work_2', status: 'failed', error: 'Its maker gave up' } });
    this.mock.onVideo('A lighthouse', { video: { ...made, cost: 0.4 } });
    this.mock.onFalVideo(/./, { video: made });
  }

  close(): Promise<void> {
    return this.mock.stop();
  }

  /** Places one order and follows it until nobody has anything more to do with it. */
  async follow(service: Known, { prompt = 'A lighthouse', trouble, running }: Course = {}): Promise<Outcome> {
    this.mock.clearRequests();
    this.#asked = [];
    this.#trouble = trouble ? { ...trouble } : null;
    const store = await emptyStore();
    let ahead = 0;
    const now = (): number => Date.now() + ahead;
    try {
      const subject = this.#subjects.find(({ connection: { kind } }) => kind === service);
      if (!subject) throw new Error(`${service} is put to no test`);
      const baseUrl = HOMES[service];
      await store.connections.put({ ...subject.connection, baseUrl });
      const request: ServiceRequest = { ...subject.request, baseUrl, prompt };
      await store.jobs.add(newJob({ id: 'job-1', source: aSource(), request, now: now() }));
      const runner = aRunner(store, now, { kind: 'key', key: KEY }, this.send);
      let waiting = running;
      for (let look = 0; look < MOST_LOOKS; look += 1) {
        await runner.run();
        const job = await store.jobs.get('job-1');
        if (!job) throw new Error('the job is gone');
        if (waiting && job.state === 'running') {
          await waiting(runner, job);
          waiting = undefined;
          continue;
        }
        if (!isOpen(job) || job.state === 'ask-user' || job.state === 'paused') {
          const card = job.problem ? `${job.state} ${job.problem}` : job.state;
          const journal = this.mock.getRequests();
          return { request, job, card, sha256: await shaOf(store, job), asked: this.#asked, journal };
        }
        // Two hours of nothing new are put to the user: nobody needs to be asked a thousand times for that.
        ahead += look > 20 ? 3600_000 : Math.max(job.nextAt - now(), 250);
      }
      throw new Error('it comes to no end');
    } finally {
      await store.close();
    }
  }

  /** Nothing leaves this computer. It knows fal by a header that fal's own client can be told to send. */
  readonly send: typeof fetch = (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const { method = 'GET', body } = init;
    const headers = init.headers as Record<string, string>;
    const phase = phaseOf(method, url);
    this.#asked.push({ phase, url, headers, body });
    const isFal = url.origin === HOMES.fal;
    const more = { ...(isFal ? { 'x-fal-target-host': url.hostname } : {}), ...this.#troubleAt(phase) };
    const path = `${isFal ? '/fal' : ''}${url.pathname}${url.search}`;
    return fetch(this.mock.url + path, { ...init, headers: { ...headers, ...more } });
  };

  /** The clip, with aimock's own store of files, for the services whose files lie elsewhere. Gives its path. */
  async #keepFile(): Promise<string> {
    const form = new FormData();
    form.set('purpose', 'user_data');
    form.set('file', new Blob([CLIP], { type: 'video/mp4' }), 'clip.mp4');
    const kept = await fetch(`${this.mock.url}/v1/files`, { method: 'POST', body: form });
    const { id } = (await kept.json()) as { id: string };
    return `/v1/files/${id}/content`;
  }

  #troubleAt(phase: Phase): Record<string, string> {
    const trouble = this.#trouble;
    if (trouble?.at !== phase || trouble.times === 0) return {};
    trouble.times -= 1;
    return FLAGS[trouble.flag];
  }
}

function phaseOf(method: string, { origin, pathname }: URL): Phase {
  if (method === 'POST') return 'order';
  if (method === 'PUT' || method === 'DELETE') return 'cancel';
  if (pathname.endsWith('/content')) return 'file';
  if (pathname.endsWith('/videos')) return 'list';
  return origin === HOMES.fal && !pathname.endsWith('/status') ? 'result' : 'look';
}
