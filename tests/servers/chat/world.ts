import type { IncomingMessage } from 'node:http';
import {
  CHAT_PLAYS,
  COMMON_PLAYS,
  IMAGE_PLAYS,
  type ChatControl,
  type ChatEntry,
  type ChatJournal,
  type ChatServerOptions,
  type Play,
} from './api';

type Waiter = { matches: (entry: ChatEntry) => boolean; found: (entry: ChatEntry) => void };

const PLAYS: ReadonlySet<Play> = new Set([...CHAT_PLAYS, ...IMAGE_PLAYS, ...COMMON_PLAYS]);

/** What a server knows, wrote down and is to do wrong. */
export class World implements ChatJournal {
  readonly entries: ChatEntry[] = [];
  readonly options: Required<ChatServerOptions>;
  port = 0;
  plan: unknown;
  readonly #waiting = new Set<Waiter>();
  readonly #held = new Set<() => void>();
  readonly #armed: { name: Play; left: number }[] = [];
  readonly #spent = new Set<string>();

  constructor(options: ChatServerOptions) {
    this.options = {
      port: 0,
      plan: {},
      apiKey: '',
      models: ['gpt-5.4-mini', 'gpt-image-1.5', 'llama3.3'],
      schemas: true,
      origins: null,
      cors: false,
      ...options,
    };
    this.plan = this.options.plan;
  }

  readonly control: ChatControl = {
    play: (name, times = 1) => {
      if (!PLAYS.has(name)) throw new Error(`There is no play "${name}".`);
      this.#armed.push({ name, left: times });
    },
    answer: (plan) => {
      this.plan = plan;
    },
    release: () => {
      for (const go of this.#held) go();
    },
  };

  /** Takes a play of this name if it is to be played now: once for each text it is written in, or as it was armed. */
  take(name: Play, entry: ChatEntry): boolean {
    const text = JSON.stringify(entry.body ?? '');
    const key = `${name} ${text}`;
    const written = text.includes(`[[${name}]]`) && !this.#spent.has(key);
    const armed = written ? undefined : this.#armed.find((each) => each.name === name && each.left > 0);
    if (written) this.#spent.add(key);
    if (armed) armed.left -= 1;
    if (written || armed) entry.played.push(name);
    return written || armed !== undefined;
  }

  /** Waits for `release`, or for the end of the connection. */
  async hold(entry: ChatEntry, request: IncomingMessage): Promise<void> {
    await new Promise<void>((resolve) => {
      const go = (): void => {
        this.#held.delete(go);
        entry.held = false;
        resolve();
      };
      this.#held.add(go);
      request.socket.once('close', go);
      entry.held = true;
      this.tell(entry);
    });
  }

  origin(which: 'same' | 'other'): string {
    return `http://${which === 'same' ? '127.0.0.1' : 'localhost'}:${this.port}`;
  }

  tell(entry: ChatEntry): void {
    for (const waiter of this.#waiting) {
      if (!waiter.matches(entry)) continue;
      this.#waiting.delete(waiter);
      waiter.found(entry);
    }
  }

  until(matches: (entry: ChatEntry) => boolean): Promise<ChatEntry> {
    const there = this.entries.find(matches);
    if (there) return Promise.resolve(there);
    return new Promise((found) => this.#waiting.add({ matches, found }));
  }

  posts(phase?: 'chat' | 'images'): number {
    return this.entries.filter(
      (entry) => entry.method === 'POST' && (phase ? entry.phase === phase : entry.phase !== 'other'),
    ).length;
  }

  pictures(): number {
    return this.entries.reduce((sum, entry) => sum + entry.pictures, 0);
  }
}
