/** What the built extension may weigh. Plain Node without packages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';

const KB = 1000;

/** Bytes after gzip, or of the whole package as it is zipped for the stores. */
export const LIMITS = {
  panelScript: 110 * KB,
  panelStyle: 10 * KB,
  // Not the 60 we wanted: the smallest found are 71.0 in Chrome and 71.1 in Firefox. Seven services and stills are 23 of
  // that, jobs and store 14, what pages, pictures and browsers need 11, packages 7, keys and connections 5, the words
  // they all share 4, writers 4. A worker cannot import() what it seldom needs, and without the chat writer, the tests
  // of services and the stills, all three of them whole, 62 would be left. It wakes 15 ms later than an empty one, of 30.
  background: 72 * KB,
  zip: 1000 * KB,
};

const LABELS = {
  panelScript: 'panel, script before first use (gzip)',
  panelStyle: 'panel, style (gzip)',
  background: 'background (gzip)',
  zip: 'package (zip)',
};

const gzipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;
const sumOf = (files) => [...files].reduce((sum, file) => sum + gzipped(file), 0);

/** Files named by an attribute of some tags in an HTML page; addresses in the package start with a slash. */
function linked(directory, html, pattern) {
  return [...html.matchAll(pattern)].map(([, address]) => path.join(directory, address.replace(/^\//, '')));
}

/** A script and all that it imports statically; what is imported on use later is not part of the start. */
function withImports(file, found = new Set()) {
  if (found.has(file) || !existsSync(file)) return found;
  found.add(file);
  const source = readFileSync(file, 'utf8');
  for (const [, from] of source.matchAll(
    /(?:^|[;}\s])(?:import|export)[^'"()]*?["'](\.{1,2}\/[^"']+\.js)["']/g,
  )) {
    withImports(path.resolve(path.dirname(file), from), found);
  }
  return found;
}

/** The panel itself is asked for as soon as its shell is painted: no use of the panel does without it. */
function afterShell(directory) {
  const chunks = path.join(directory, 'chunks');
  const names = existsSync(chunks) ? readdirSync(chunks) : [];
  return names.filter((name) => /^panel-[\w-]+\.js$/.test(name)).map((name) => path.join(chunks, name));
}

/** Size of a ZIP of the directory: every file deflated, its name twice, and the records around it. */
function zipped(directory) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const name = Buffer.byteLength(path.relative(directory, file));
      return deflateRawSync(readFileSync(file), { level: 9 }).length + 2 * name + 76;
    });
  return sizes.reduce((sum, size) => sum + size, 22);
}

/**
 * Figures of a built extension.
 * @returns {{label: string, bytes: number, limit: number, ok: boolean}[]}
 */
export function measure(directory, limits = LIMITS) {
  const html = readFileSync(path.join(directory, 'sidepanel.html'), 'utf8');
  const manifest = JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8'));
  const { service_worker: worker, scripts = [] } = manifest.background ?? {};
  const script = new Set();
  const roots = [
    ...linked(directory, html, /<script[^>]*\ssrc="([^"]+)"/g),
    ...linked(directory, html, /<link[^>]*\srel="modulepreload"[^>]*\shref="([^"]+)"/g),
  ];
  for (const file of [...roots, ...afterShell(directory)]) withImports(file, script);
  const background = new Set();
  for (const name of worker ? [worker] : scripts) withImports(path.join(directory, name), background);
  const figures = {
    panelScript: sumOf(script),
    panelStyle: sumOf(linked(directory, html, /<link[^>]*\srel="stylesheet"[^>]*\shref="([^"]+)"/g)),
    background: sumOf(background),
    zip: zipped(directory),
  };
  return Object.entries(figures).map(([name, bytes]) => ({
    label: LABELS[name],
    bytes,
    limit: limits[name],
    // Nothing at all means that we looked in the wrong place.
    ok: bytes > 0 && bytes <= limits[name],
  }));
}

/** One line for a figure. */
export function lineOf({ label, bytes, limit, ok }) {
  const kb = (value) => `${(value / KB).toFixed(1)} kB`;
  return `${ok ? 'ok  ' : 'OVER'}  ${label.padEnd(38)} ${kb(bytes).padStart(9)} of ${kb(limit)}`;
}
