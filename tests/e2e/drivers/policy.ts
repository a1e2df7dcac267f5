import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser, type FoundBrowser } from '../../run/browsers.mjs';
import { newSigner } from './crx';
import { zipOf } from './zip';

/** Where each brand looks for what an administrator wants. */
const SETTINGS = {
  chromium: '/etc/chromium',
  'chrome-for-testing': '/etc/opt/chrome_for_testing',
  chrome: '/etc/opt/chrome',
  edge: '/etc/opt/edge',
} as const;

/** A package that is installed as an administrator would have it installed, and brought up to date. */
export interface Installation {
  /** For `LaunchOptions.installed`: the browser, with a policy that no other browser on the machine sees. */
  readonly program: string;
  /** What the browser is given when it next looks for an update. */
  offer(version: string): void;
  close(): Promise<void>;
}

/** Empty, or why a process here cannot have mounts of its own. */
export function noPrivateMounts(): string {
  const { error, status, stderr } = spawnSync('unshare', ['-m', 'true'], { encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? '' : stderr.trim() || `unshare ended with code ${status}`;
}

/** Serves the extension in this directory as a package of this version, and writes the policy that installs it. */
export async function installByPolicy(extension: string, version: string): Promise<Installation> {
  const browser = findBrowser('chromium');
  if (!browser) throw new Error('No Chromium, Edge or Chrome here; `npm start` says how to get one.');
  const signer = newSigner();
  const folder = mkdtempSync(path.join(tmpdir(), 'pagereel-policy-'));
  const offered = { version, crx: Buffer.alloc(0) };
  const server = createServer((request, response) => {
    response.end(request.url?.startsWith('/update.xml') ? manifest() : offered.crx);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const manifest = (): string =>
    `<?xml version="1.0"?><gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">` +
    `<app appid="${signer.id}"><updatecheck codebase="${url}/${offered.version}.crx" ` +
    `version="${offered.version}"/></app></gupdate>`;

  const offer = (next: string): void => {
    Object.assign(offered, { version: next, crx: signer.pack(zipOf(copyOf(extension, next, folder))) });
  };
  offer(version);
  const rules = {
    // Without it nobody may look into what a policy has installed.
    DeveloperToolsAvailability: 1,
    ExtensionSettings: {
      [signer.id]: {
        installation_mode: 'force_installed',
        update_url: `${url}/update.xml`,
        override_update_url: true,
      },
    },
  };
  return {
    program: programUnder(rules, browser, folder),
    offer,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function copyOf(extension: string, version: string, folder: string): string {
  const copy = path.join(folder, version);
  cpSync(extension, copy, { recursive: true });
  const file = path.join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...manifest, version }));
  return copy;
}

/** A script that starts the browser where its settings are these, in a mount namespace of its own. */
function programUnder(rules: object, { brand, path: program }: FoundBrowser, folder: string): string {
  const place = SETTINGS[brand as keyof typeof SETTINGS];
  const settings = path.join(folder, 'settings');
  const managed = path.join(settings, 'policies', 'managed');
  if (existsSync(place)) cpSync(place, settings, { recursive: true });
  // What is mounted over must be there; an empty folder says nothing to any browser.
  else mkdirSync(place, { recursive: true });
  mkdirSync(managed, { recursive: true });
  writeFileSync(path.join(managed, 'pagereel.json'), JSON.stringify(rules));
  const script = path.join(folder, 'browser');
  const inside = 'mount --bind "$1" "$2" && shift 2 && exec "$@"';
  writeFileSync(
    script,
    `#!/bin/sh\nexec unshare -m sh -c '${inside}' sh '${settings}' '${place}' '${program}' "$@"\n`,
  );
  chmodSync(script, 0o755);
  return script;
}
