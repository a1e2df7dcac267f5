import { Random } from './random';

/** Somebody who has come to an await and goes on only when the world lets them. */
interface Turn {
  life: Life;
  label: string;
  go: () => void;
}

interface Timer {
  at: number;
  life: Life | undefined;
  ring: () => void;
}

/** One life of a background: from the start of its worker to its death. */
export interface Life {
  readonly name: string;
  /** Steps that a life still takes after everybody believes it dead; infinite while it is alive. */
  left: number;
}

/** Where somebody stands: "the step, before it" or "the step, behind it". */
export type Place = (label: string, life: Life) => boolean;

/**
 * Time, turns and lives of a simulated browser. Nothing here is real time: whoever awaits something stands in
 * `#turns` until the world picks them, so that one seed is one interleaving, and a life can end at every await.
 */
export class World {
  /** True time, in milliseconds. */
  time = 1_700_000_000_000;
  /** How far the clock of the user's machine is ahead of it. */
  skew = 0;
  readonly random: Random;
  /** Asked at every await: true kills the life right there. */
  dieAt: Place | undefined;
  /** Where everybody who passed an await did so; kept only while `trace` is set. */
  readonly trail: string[] = [];
  trace = false;
  #turns: Turn[] = [];
  #timers: Timer[] = [];
  #working = 0;
  #favourite: Life | undefined;
  #burst = 0;
  readonly #onDeath: ((life: Life) => void)[] = [];

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  /** What the clock of the user's machine says. */
  get now(): number {
    return this.time + this.skew;
  }

  /** A possible death, and a place where others may come in between. Never settles for the dead. */
  turn(life: Life, label: string): Promise<void> {
    if (this.dieAt?.(label, life)) {
      if (this.trace) this.trail.push(`${life.name} dies at ${label}`);
      this.kill(life);
    }
    if (life.left <= 0) return new Promise(() => undefined);
    return new Promise((go) => this.#turns.push({ life, label, go }));
  }

  /** One atomic step: nobody else comes in between, and it is done or not done. */
  async step<T>(life: Life, label: string, work: () => T | Promise<T>): Promise<T> {
    await this.turn(life, label);
    this.#working += 1;
    try {
      return await work();
    } finally {
      this.#working -= 1;
    }
  }

  /** As `step`, and death may come between what was done and the news of it. */
  async act<T>(life: Life, label: string, work: () => T | Promise<T>): Promise<T> {
    const result = await this.step(life, label, work);
    await this.turn(life, `${label}, done`);
    return result;
  }

  sleep(life: Life, ms: number): Promise<void> {
    return new Promise((ring) => this.after(ms, ring, life));
  }

  /** Rings after so long; not when the life it belongs to is over by then. */
  after(ms: number, ring: () => void, life?: Life): void {
    this.#timers.push({ at: this.time + ms, life, ring });
  }

  /** What belongs to a life goes with it; a zombie still takes `steps` steps that nobody expects. */
  kill(life: Life, steps = 0): void {
    life.left = steps;
    this.#timers = this.#timers.filter((timer) => timer.life !== life);
    if (steps === 0) this.#turns = this.#turns.filter((turn) => turn.life !== life);
    for (const tell of this.#onDeath) tell(life);
  }

  onDeath(tell: (life: Life) => void): void {
    this.#onDeath.push(tell);
  }

  get isIdle(): boolean {
    return this.#turns.length === 0;
  }

  isWaiting(life: Life): boolean {
    return this.#turns.some((turn) => turn.life === life);
  }

  /** Lets somebody go on, and waits until all that follows from it stands still again. False: nobody waits. */
  async go(): Promise<boolean> {
    const turn = this.#next();
    if (!turn) return false;
    if (this.trace) this.trail.push(`${this.time - 1_700_000_000_000} ${turn.life.name} ${turn.label}`);
    turn.life.left -= 1;
    turn.go();
    await this.still();
    if (turn.life.left <= 0) this.kill(turn.life);
    return true;
  }

  /** One life often goes on for a while before another comes in: some races need somebody to be slow. */
  #next(): Turn | undefined {
    const favoured = this.#burst > 0 ? this.#turns.filter(({ life }) => life === this.#favourite) : [];
    const turn = this.random.pick(favoured.length > 0 ? favoured : this.#turns);
    if (!turn) return undefined;
    if (favoured.length > 0) this.#burst -= 1;
    else {
      this.#favourite = turn.life;
      this.#burst = this.random.below(2) === 0 ? 0 : this.random.below(40);
    }
    this.#turns.splice(this.#turns.indexOf(turn), 1);
    return turn;
  }

  /** Until every microtask, and every real store at work, is done. */
  async still(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.#working > 0);
  }

  /** When the next timer rings; undefined: none is set. */
  get nextTimer(): number | undefined {
    let next: number | undefined;
    for (const { at } of this.#timers) if (next === undefined || at < next) next = at;
    return next;
  }

  /** To that time; what was due rings. */
  async passTo(time: number): Promise<void> {
    this.time = Math.max(this.time, time);
    const due = this.#timers.filter(({ at }) => at <= this.time);
    this.#timers = this.#timers.filter(({ at }) => at > this.time);
    for (const { ring } of due.toSorted((a, b) => a.at - b.at)) ring();
    await this.still();
  }
}
