import type { Arming, Entry } from './api';
import { FAULTS, faultsIn, nameOf, readFault, type FaultCall, type FaultName } from './faults';

interface Armed {
  call: FaultCall;
  left: number;
  match: string;
}

/** Which faults are to be played at a request: those its prompt asks for, then those a test has armed. */
export class Armoury {
  #armed: Armed[] = [];
  /** How often a prompt's fault was played, by fault and by prompt or job. */
  readonly #spent = new Map<string, number>();

  arm(written: string, { times, match = '' }: Arming = {}): void {
    const call = readFault(written);
    // What a job is given for good is given to one job at a time.
    const usual = FAULTS[call.name].at === 'job' ? 1 : call.times;
    this.#armed.push({ call, left: times ?? usual, match });
  }

  disarm(): void {
    this.#armed = [];
  }

  /** Takes a fault of this name if it is to be played now, and notes that it was. */
  take(name: FaultName, entry: Entry): FaultCall | undefined {
    const call = this.#written(name, entry) ?? this.#fromArms(name, entry);
    if (call) entry.faults.push(nameOf(call));
    return call;
  }

  /** All that are to be written on the job this request makes. */
  traits(entry: Entry): FaultCall[] {
    const armed = this.#armed.filter(({ call }) => call.at === 'job').map(({ call }) => call.name);
    const written = faultsIn(entry.prompt ?? '').filter((call) => call.at === 'job');
    entry.faults.push(...written.map(nameOf));
    const taken = armed.map((name) => this.take(name, entry)).filter((call) => call !== undefined);
    return [...written, ...taken];
  }

  /** Counts what an entry of before a restart had played. */
  restore(entry: Entry): void {
    for (const written of entry.faults) this.#spend(keyOf(written, entry));
  }

  #written(name: FaultName, entry: Entry): FaultCall | undefined {
    const call = faultsIn(entry.prompt ?? '')
      .filter((each) => each.name === name && each.at === entry.phase)
      .find((each) => (this.#spent.get(keyOf(nameOf(each), entry)) ?? 0) < each.times);
    if (call) this.#spend(keyOf(nameOf(call), entry));
    return call;
  }

  #fromArms(name: FaultName, entry: Entry): FaultCall | undefined {
    const armed = this.#armed.find(
      ({ call, left, match }) =>
        call.name === name &&
        (call.at === entry.phase || call.at === 'job') &&
        left > 0 &&
        (entry.prompt ?? '').includes(match),
    );
    if (armed) armed.left -= 1;
    return armed?.call;
  }

  #spend(key: string): void {
    this.#spent.set(key, (this.#spent.get(key) ?? 0) + 1);
  }
}

/** A prompt's fault counts by prompt while there is no job, by job then. */
function keyOf(written: string, { phase, jobId, prompt }: Entry): string {
  return `${written}\n${phase}\n${phase === 'create' ? prompt : jobId}`;
}
