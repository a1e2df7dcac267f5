import type { Access } from './access';
import type { Meta } from './schema';

/** A number greater than any before: writes under an older one are refused from now on. */
export function takeLease(access: Access): Promise<number> {
  return access.write(['meta'], async (tx) => {
    const meta = tx.objectStore('meta');
    const number = Number((await meta.get('lease')) ?? 0) + 1;
    await meta.put(number, 'lease');
    return number;
  });
}

export function takeTurn(access: Access, name: string, everyMs: number, now: number): Promise<boolean> {
  return access.write(['meta'], async (tx) => {
    const meta = tx.objectStore('meta');
    const turns = ((await meta.get('turns')) ?? {}) as Meta['turns'];
    const last = turns[name];
    // A clock that was set back must not keep it from being done for as long.
    if (last !== undefined && Math.abs(now - last) < everyMs) return false;
    await meta.put({ ...turns, [name]: now }, 'turns');
    return true;
  });
}
