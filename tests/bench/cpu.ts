import { readFileSync, readdirSync } from 'node:fs';

/** Milliseconds of a clock tick in /proc: 100 a second on every Linux. */
const TICK = 10;

/**
 * Processor milliseconds that this process's descendants have used so far; NaN where there is no /proc. What else
 * the machine does changes it far less than it changes the clock on the wall.
 */
export function browserCpu(): number {
  const parents = new Map<number, number>();
  const used = new Map<number, number>();
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const fields = statOf(name);
      if (!fields) continue;
      parents.set(Number(name), Number(fields[1]));
      used.set(Number(name), (Number(fields[11]) + Number(fields[12])) * TICK);
    }
  } catch {
    return Number.NaN;
  }
  let sum = 0;
  for (const [pid, ms] of used) if (descends(pid, parents)) sum += ms;
  return sum;
}

/** The fields after the command's name, which may hold spaces; undefined when the process has just ended. */
function statOf(pid: string): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function descends(pid: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at = parents.get(pid); at !== undefined && at > 1; at = parents.get(at))
    if (at === process.pid) return true;
  return false;
}
