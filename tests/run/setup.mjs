/** What both commands do first on a fresh machine. Plain Node without packages. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** An error whose message is meant for whoever ran the command; nothing else of it is shown. */
export class Plain extends Error {}

const changedAt = (file) => statSync(path.join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  // What Vite 8, which builds the extension, asks for.
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (!fits) {
    throw new Plain(`Node ${process.versions.node} is too old: 20.19, 22.12 or 24 and later will do.`);
  }
}

/** `npm ci`, when packages are missing or older than what the lock file names. */
export function installPackages(log = console.log) {
  if (changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json')) return;
  log('Installing packages (npm ci)');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const options = { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] };
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) throw new Plain('npm ci did not succeed; what it said stands above.');
}

/** The script behind a package's command, to be run by the Node we run in ourselves. */
function scriptOf(command) {
  const folder = path.join(ROOT, 'node_modules', command === 'tsc' ? 'typescript' : command);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * Runs a package's command in the project. Its output is shown as it comes, or kept and given back.
 * @returns {Promise<{code: number, output: string}>} the code is 1 when it was ended by a signal or the time.
 */
export function runTool(command, args, { show = false, seconds = 600, env = {} } = {}) {
  const words = command === 'node' ? args : [scriptOf(command), ...args];
  const child = spawn(process.execPath, words, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (data) => (output += data));
  child.stderr?.on('data', (data) => (output += data));
  const timer = setTimeout(() => {
    output += `\nended after ${seconds} s\n`;
    child.kill();
  }, seconds * 1000);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: String(error) }));
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}
