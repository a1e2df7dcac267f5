import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserKind } from './driver';

/** Files of an origin's IndexedDB in a closed profile. */
interface Files {
  /** Directory, or directories, with the records. */
  records: string[];
  /** Files with the bytes of Blobs. */
  blobs: string[];
}

/** What can happen to a database's files while no browser looks, by name. */
export type Damage = (files: Files) => void;

/** Big parts that have nothing to do with what is stored, and files that belong to a running browser. */
const LEFT_OUT =
  /(^|\/)(Cache|Code Cache|GPUCache|DawnGraphiteCache|DawnWebGPUCache|GrShaderCache|ShaderCache|GraphiteDawnCache|component_crx_cache|cache2|startupCache|Singleton\w+|lock|\.parentlock)$/;

/** A copy of a closed profile that can be damaged and started from. */
export function copyOfProfile(profile: string): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'pagereel-damaged-'));
  cpSync(profile, copy, {
    recursive: true,
    // Sockets and links of a browser that was there.
    filter: (file) =>
      !LEFT_OUT.test(file) && (statSync(file, { throwIfNoEntry: false })?.isSocket() ?? true) === false,
  });
  return copy;
}

/** Damages the database of the extension with this origin, in a profile that no browser uses. */
export function damageProfile(kind: BrowserKind, profile: string, origin: string, damage: Damage): void {
  damage(kind === 'firefox' ? inFirefox(profile, origin) : inChromium(profile, origin));
}

function inChromium(profile: string, origin: string): Files {
  const folder = path.join(profile, 'Default', 'IndexedDB');
  const name = `${origin.replace('://', '_')}_0.indexeddb`;
  const records = path.join(folder, `${name}.leveldb`);
  // A Chromium that keeps its databases in another way needs other damages.
  if (!readdirSync(folder).includes(`${name}.leveldb`))
    throw new Error(`no LevelDB of ${origin} in ${folder}`);
  return { records: [records], blobs: filesIn(path.join(folder, `${name}.blob`)) };
}

function inFirefox(profile: string, origin: string): Files {
  const folder = path.join(profile, 'storage', 'default');
  const name = origin.replace('://', '+++');
  const place = readdirSync(folder).find((entry) => entry.startsWith(name));
  if (place === undefined) throw new Error(`no database of ${origin} in ${folder}`);
  const records = path.join(folder, place, 'idb');
  return { records: [records], blobs: filesIn(records).filter((file) => /\.files\/\d+$/.test(file)) };
}

function filesIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The files of this kind; that there are none would make the damage a lie. */
function these(folders: string[], name: RegExp): string[] {
  const found = folders.flatMap(filesIn).filter((file) => name.test(path.basename(file)));
  if (found.length === 0) throw new Error(`nothing like ${name} in ${folders.join(', ')}`);
  return found;
}

function half(file: string): void {
  truncateSync(file, Math.floor(statSync(file).size / 2));
}

/** Turns over every bit of the second quarter. */
function scratch(file: string): void {
  const bytes = readFileSync(file);
  const quarter = Math.floor(bytes.length / 4);
  for (let at = quarter; at < 2 * quarter; at += 1) bytes[at] = ~(bytes[at] ?? 0);
  writeFileSync(file, bytes);
}

function replaceByFile(folder: string): void {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'not a directory');
}

/** The files of the largest Blob, and of no other: one that was moved lies there twice for a while. */
function largest(files: string[]): string[] {
  const sizeOf = (file: string): number => statSync(file).size;
  const most = Math.max(...files.map(sizeOf));
  const found = files.filter((file) => sizeOf(file) === most);
  if (found.length === 0) throw new Error('no Blob is stored as a file');
  return found;
}

/** LevelDB: https://github.com/google/leveldb/blob/main/doc/impl.md */
export const CHROMIUM_DAMAGES = {
  'the manifest is deleted': ({ records }) => these(records, /^MANIFEST-/).forEach((file) => rmSync(file)),
  'CURRENT is garbage': ({ records }) =>
    these(records, /^CURRENT$/).forEach((file) => writeFileSync(file, 'garbage')),
  // What is new stands in the log until there is enough of it for a table.
  'records fail their checksums': ({ records }) => these(records, /\.(ldb|log)$/).forEach(scratch),
  'the log is cut short': ({ records }) => these(records, /\.log$/).forEach(half),
  'the file of a Blob is deleted': ({ blobs }) => largest(blobs).forEach((file) => rmSync(file)),
  'the file of a Blob is cut short': ({ blobs }) => largest(blobs).forEach(half),
  'the directory is a file': ({ records }) => records.forEach(replaceByFile),
  'the lock file is left behind': ({ records }) =>
    these(records, /^LOCK$/).forEach((file) => writeFileSync(file, '4711')),
  'the whole directory is gone': ({ records }) =>
    records.forEach((folder) => rmSync(folder, { recursive: true })),
} as const satisfies Record<string, Damage>;

/** SQLite, one file a database; Blobs in a directory beside it. */
export const FIREFOX_DAMAGES = {
  'the file is cut short': ({ records }) => these(records, /\.sqlite$/).forEach(half),
  'the file is garbage': ({ records }) =>
    these(records, /\.sqlite$/).forEach((file) => writeFileSync(file, 'garbage'.repeat(1000))),
  'the file of a Blob is deleted': ({ blobs }) => largest(blobs).forEach((file) => rmSync(file)),
  'the whole directory is gone': ({ records }) =>
    records.forEach((folder) => rmSync(folder, { recursive: true })),
} as const satisfies Record<string, Damage>;
