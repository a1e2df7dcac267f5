import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, extname, join } from 'node:path';
import { FONT_FILES } from '../../utils/renderer/draw/font-files';
import { PHRASE_FILES } from '../../utils/renderer/draw/phrase-files';
import { PROJECT_ROOT } from './bundle';

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>lab</title><link rel="icon" href="data:,"><script src="/lab.js"></script>';

export interface LabServer {
  url: string;
  close(): Promise<void>;
}

/** Serves the page, the scripts, the fonts and the phrase models on a free port of 127.0.0.1. */
export async function serve(
  scripts: Readonly<Record<string, string>>,
  folders: Readonly<Record<string, string>> = {},
): Promise<LabServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    void answer(pathname, scripts, folders).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  status: number;
  type: string;
  body: string | Buffer;
}

async function answer(
  pathname: string,
  scripts: Readonly<Record<string, string>>,
  folders: Readonly<Record<string, string>>,
): Promise<Answer> {
  if (pathname === '/') return { status: 200, type: 'text/html; charset=utf-8', body: PAGE };
  const script = scripts[pathname];
  if (script !== undefined) return { status: 200, type: 'text/javascript; charset=utf-8', body: script };
  if (pathname.startsWith('/fonts/') && extname(pathname) === '.woff2') {
    const body = await font(basename(pathname));
    if (body) return { status: 200, type: 'font/woff2', body };
  }
  const model = Object.entries(PHRASE_FILES).find(([name]) => pathname === `/models/${name}.json`);
  if (model) return { status: 200, type: 'application/json', body: JSON.stringify(model[1]) };
  const folder = folders[dirname(pathname)];
  if (folder !== undefined) {
    const body = await readFile(join(PROJECT_ROOT, folder, basename(pathname)));
    return { status: 200, type: TYPES[extname(pathname)] ?? 'application/octet-stream', body };
  }
  return { status: 404, type: 'text/plain', body: 'not here' };
}

async function font(name: string): Promise<Buffer | undefined> {
  const known = FONT_FILES.find(({ file }) => file === name);
  return known && readFile(join(PROJECT_ROOT, 'node_modules', known.from));
}
