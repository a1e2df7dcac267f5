/**
 * `npm run bench`: how fast, against what, and how heavy. Everything is compared within one run on one machine; no
 * figure is a gate. `npm run bench -- --browser firefox` runs the renderer in Firefox; `--only renderer|start|store|memory|bytes`.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { benchBytes } from './bytes';
import { benchMemory } from './memory';
import { benchRenderer } from './renderer';
import { benchStart } from './start';
import { benchStore } from './store';

const PARTS = {
  renderer: benchRenderer,
  start: benchStart,
  store: benchStore,
  memory: benchMemory,
  bytes: benchBytes,
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { browser: { type: 'string' }, only: { type: 'string' } } });
  const browser = values.browser === 'firefox' ? 'firefox' : 'chromium';
  console.log(`${cpus().length} cores (${cpus()[0]?.model.trim()}), load ${loadavg()[0]?.toFixed(1)}\n`);
  for (const [name, run] of Object.entries(PARTS)) {
    if (values.only !== undefined && values.only !== name) continue;
    console.log(`${await run(browser)}\n`);
  }
}

void main();
