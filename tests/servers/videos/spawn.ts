import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { JournalSnapshot, VideoControl } from './api';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

export interface SpawnedVideoServer {
  readonly port: number;
  readonly url: string;
  readonly baseUrl: string;
  readonly pid: number;
  journal(): Promise<JournalSnapshot>;
  control<Name extends keyof VideoControl>(
    name: Name,
    ...args: Parameters<VideoControl[Name]>
  ): Promise<void>;
  /** SIGKILL: no goodbye, no flush. */
  kill(): Promise<void>;
}

/**
 * Starts the server as a process of its own, with the options of main.ts such as ['--state', file]. To restart a killed
 * one, spawn it again with the same state and port.
 */
export async function spawnVideoServer(options: string[] = []): Promise<SpawnedVideoServer> {
  // One process, and not the tsx command, whose child would outlive it.
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--leash', ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { port, url, baseUrl } = await firstLine(child);
  return {
    port,
    url,
    baseUrl,
    pid: child.pid ?? 0,
    async journal() {
      const response = await fetch(`${url}/__control/journal`);
      return (await response.json()) as JournalSnapshot;
    },
    async control(name, ...args) {
      const response = await fetch(`${url}/__control/${name}`, {
        method: 'POST',
        body: JSON.stringify({ args }),
      });
      if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<{ port: number; url: string; baseUrl: string }> {
  if (!child.stdout) throw new Error('no output to read');
  const lines = createInterface(child.stdout);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${String(code)}`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  // From here on its end is no error.
  ended.catch(() => {});
  return JSON.parse(line) as { port: number; url: string; baseUrl: string };
}
