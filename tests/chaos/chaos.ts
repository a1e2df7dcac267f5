import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Job } from '@/utils/domain';
import { spawnVideoServer, type SpawnedVideoServer } from '../servers/videos';
import { openDesk } from '../e2e/drivers/desk';
import { until, type Driver } from '../e2e/drivers/extension';
import { audit, type Books } from './books';
import { Dice } from './dice';
import { Rig } from './rig';
import { DEATHS, troubleFor, type Victim } from './troubles';

export interface Round extends Books {
  number: number;
  /** Who died, in order. */
  deaths: Victim[];
  seconds: number;
}

/** How long a round may take to come to rest. */
const REST_MS = 120_000;
/** Moments between two deaths, in milliseconds; whatever happens in a job happens within it. */
const MOMENT_MS = 1500;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Orders clips from a server that lies, and kills whatever can be killed while they are made. Each round is played until
 * everything is settled, and then the books are held against the server's; the account is that of all rounds so far.
 */
export async function chaos(options: {
  kind: Driver['kind'];
  rounds: number;
  seed: number;
  told: (round: Round) => void;
}): Promise<Round[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pagereel-chaos-'));
  const game = new Game(new Dice(options.seed), path.join(folder, 'server.jsonl'));
  const rounds: Round[] = [];
  try {
    await game.begin(options.kind);
    for (let number = 1; number <= options.rounds; number += 1) {
      const began = performance.now();
      const deaths = await game.play(number);
      const books = await game.settle();
      const round = { number, deaths, seconds: (performance.now() - began) / 1000, ...books };
      rounds.push(round);
      options.told(round);
    }
  } finally {
    await game.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return rounds;
}

class Game {
  #server: SpawnedVideoServer | undefined;
  #rig: Rig | undefined;
  /** How often each job was put to the user. */
  readonly #asked = new Map<string, number>();

  constructor(
    private readonly dice: Dice,
    private readonly state: string,
  ) {}

  get rig(): Rig {
    if (!this.#rig) throw new Error('the game has not begun');
    return this.#rig;
  }

  async begin(kind: Driver['kind']): Promise<void> {
    this.#server = await this.#startServer([]);
    this.#rig = await Rig.start(kind, this.#server.baseUrl);
  }

  async end(): Promise<void> {
    await this.#rig?.close();
    await this.#server?.kill();
  }

  /** Orders and deaths at once, neither waiting for the other. */
  async play(number: number): Promise<Victim[]> {
    const { dice } = this;
    const prompts = Array.from(
      { length: dice.between(1, 4) },
      (_, i) => `${number}.${i} ${troubleFor(dice)}`,
    );
    const deaths = Array.from({ length: dice.between(1, 2) }, () => dice.pick(DEATHS));
    const orders = this.#order(prompts);
    for (const victim of deaths) {
      await pause(dice.between(0, MOMENT_MS));
      await this.#kill(victim);
    }
    await orders;
    return deaths;
  }

  /** A view that dies with the order in its hand has placed it, or has not: it is not placed again. */
  async #order(prompts: string[]): Promise<void> {
    for (const prompt of prompts) {
      const { desk, baseUrl } = this.rig;
      await desk.place({ id: randomUUID(), prompt, baseUrl }).catch(() => undefined);
      await pause(this.dice.between(0, 300));
    }
  }

  async #kill(victim: Victim): Promise<void> {
    const { rig } = this;
    if (victim === 'worker') await rig.driver.killBackground();
    if (victim === 'browser') {
      await rig.driver.kill9();
      await rig.revive();
    }
    if (victim === 'views') {
      const { tab } = rig.desk;
      rig.desk = await openDesk(rig.driver);
      await tab.close();
    }
    if (victim === 'server') await this.#restartServer();
    await rig.desk.wake().catch(() => undefined);
  }

  async #restartServer(): Promise<void> {
    const port = String(this.#server?.port);
    await this.#server?.kill();
    await pause(this.dice.between(0, 500));
    this.#server = await this.#startServer(['--port', port]);
  }

  /** With connections that are used again, now and then: on those a browser sends a POST again by itself. */
  #startServer(options: string[]): Promise<SpawnedVideoServer> {
    const keepAlive = this.dice.next() < 0.5 ? ['--keep-alive'] : [];
    return spawnVideoServer(['--state', this.state, '--job-ms', '300', ...keepAlive, ...options]);
  }

  /** Until nobody has anything to do or to ask; then the account. */
  async settle(): Promise<Books> {
    const { desk } = this.rig;
    await until('everything to be settled', () => this.#isSettled(), REST_MS).catch(
      async (error: unknown) => {
        const open = (await desk.jobs()).map(
          ({ state, problem, nextAt }) => `${state} ${problem} ${nextAt - Date.now()}`,
        );
        throw new Error(`never settled: ${open.join(', ')}`, { cause: error });
      },
    );
    const jobs = await desk.jobs();
    const clips = await desk.clips();
    const digests = new Map<string, string>();
    for (const { id } of clips) digests.set(id, await desk.digest(id).catch(String));
    if (!this.#server) throw new Error('the game has not begun');
    return audit(jobs, clips, digests, await this.#server.journal());
  }

  async #isSettled(): Promise<boolean> {
    const { desk } = this.rig;
    const jobs = await desk.jobs();
    const open = jobs.filter(({ state }) => !ENDS.has(state));
    if (open.length === 0) return true;
    for (const job of open) if (job.state === 'ask-user' || job.state === 'paused') await this.#answer(job);
    await desk.wake();
    await pause(100);
    return false;
  }

  /** As a patient user would: looks once more, and then again, before giving up. */
  async #answer({ id, state }: Job): Promise<void> {
    const times = (this.#asked.get(id) ?? 0) + 1;
    this.#asked.set(id, times);
    const again = state === 'ask-user' ? 'check-again' : 'resume';
    await this.rig.desk.tell({ id, event: { type: times <= 3 ? again : 'give-up' } });
  }
}

const ENDS = new Set<Job['state']>(['saved', 'canceled', 'failed', 'expired', 'damaged']);
