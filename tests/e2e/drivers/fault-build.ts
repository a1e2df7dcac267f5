import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT, runTool } from '../../run/setup.mjs';
import type { BrowserKind } from './driver';

/** What the extension is made of; the newest of these is its age. */
const SOURCES = ['entrypoints', 'components', 'utils', 'public', 'package.json', 'wxt.config.ts'];

/** Waits are a four-hundredth of what they are for a user: a minute is 150 ms. */
const PACE = 0.0025;

/**
 * Directory of the extension with its fault points and short waits, else as released; made when it is older than the
 * sources. http://127.0.0.1 is among its required hosts, so that no test has to answer a prompt.
 */
export async function faultBuild(kind: BrowserKind): Promise<string> {
  const target = kind === 'firefox' ? 'firefox' : 'chrome';
  const directory = path.join(ROOT, '.output', `${target}-mv3-faults`);
  const built = statSync(path.join(directory, 'manifest.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > newestSource()) return directory;
  const env = { VITE_FAULTS: '1', VITE_PACE: String(PACE), NODE_ENV: 'production', NO_COLOR: '1' };
  const { code, output } = await runTool('wxt', ['build', '-b', target, '--mv3', '--mode', 'faults'], {
    env,
  });
  if (code !== 0) throw new Error(`the build with fault points did not succeed\n${output}`);
  return directory;
}

function newestSource(): number {
  let newest = 0;
  for (const source of SOURCES) {
    const full = path.join(ROOT, source);
    const entries = statSync(full).isDirectory()
      ? readdirSync(full, { recursive: true, encoding: 'utf8' })
      : [];
    for (const file of ['', ...entries]) {
      newest = Math.max(newest, statSync(path.join(full, file), { throwIfNoEntry: false })?.mtimeMs ?? 0);
    }
  }
  return newest;
}
