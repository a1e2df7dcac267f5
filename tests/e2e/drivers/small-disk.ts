import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A disk of its own that can really be full: a profile in it meets a true ENOSPC. */
export interface SmallDisk {
  /** Directory for a profile. */
  readonly profile: string;
  /** Shrinks to what is stored and so many bytes more. */
  leave(bytes: number): void;
  /** As large again as it was. */
  grow(): void;
  close(): void;
}

const run = (command: string, ...args: string[]): string => {
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? '' : stderr.trim() || `${command} ended with code ${status}`;
};

const insist = (trouble: string): void => {
  if (trouble) throw new Error(trouble);
};

/** A disk in memory, which takes up no more of it than is stored; or why this process may not mount one. */
export function mountSmallDisk(bytes: number): SmallDisk | { refused: string } {
  const place = mkdtempSync(path.join(tmpdir(), 'pagereel-disk-'));
  const refused = run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'pagereel', place);
  if (refused) {
    rmSync(place, { recursive: true });
    return { refused };
  }
  const profile = path.join(place, 'profile');
  mkdirSync(profile);
  const resize = (size: number): void => insist(run('mount', '-o', `remount,size=${size}`, place));
  return {
    profile,
    leave(spare) {
      const { blocks, bfree, bsize } = statfsSync(place);
      resize((blocks - bfree) * bsize + spare);
    },
    grow: () => resize(bytes),
    close() {
      // A browser's last helper may still be about to end.
      insist(run('umount', place) && run('umount', '--lazy', place));
      rmSync(place, { recursive: true, force: true });
    },
  };
}
