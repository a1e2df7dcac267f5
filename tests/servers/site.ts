import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { animatedGif, bombPng, cutOff, scriptSvg, sizelessSvg } from './bad-files';

/** The bundled sample pages. */
export const SITE = fileURLToPath(new URL('../fixtures/site', import.meta.url));

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.pdf': 'application/pdf',
};

/** Media type of a file of this name; undefined for what is not served. */
export function contentType(name: string): string | undefined {
  return TYPES[path.extname(name).toLowerCase()];
}

export interface Site {
  /** "http://127.0.0.1:port/" */
  readonly url: string;
  /** The same pages as another origin: "http://localhost:port/" */
  readonly otherUrl: string;
  /** Paths asked for so far, with their query, in order. */
  readonly requests: string[];
  /** Lets go of the answers that "slow.html" holds back. */
  release(): void;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** Directory whose files are served. */
  root?: string;
  /** Further pages by path, such as a page around the user's own words. */
  pages?: Record<string, { type: string; body: string | Buffer }>;
}

type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A static server on the loopback interface, with pages and pictures that are bad on purpose. */
export async function serveSite({ root = SITE, pages = {} }: SiteOptions = {}): Promise<Site> {
  const requests: string[] = [];
  const held = new Set<() => void>();
  const send = (response: ServerResponse, type: string, body: string | Buffer, status = 200): void => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  };
  const fromDisk = async (response: ServerResponse, name: string): Promise<void> => {
    const file = path.join(root, name);
    const type = contentType(file);
    if (!file.startsWith(root + path.sep) || type === undefined) {
      send(response, 'text/plain', 'not here', 404);
      return;
    }
    await readFile(file).then(
      (body) => send(response, type, body),
      () => send(response, 'text/plain', 'not here', 404),
    );
  };
  const picture = (): Promise<Buffer> => readFile(path.join(SITE, 'ladybird.jpg'));

  const special: Record<string, Route> = {
    '/': (_, response) => fromDisk(response, 'article.html'),
    '/zero-byte.png': (_, response) => send(response, 'image/png', ''),
    '/html-instead.png': (_, response) =>
      send(response, 'image/png', '<!doctype html><h1>Please log in</h1>'),
    '/broken.jpg': async (_, response) => send(response, 'image/jpeg', cutOff(await picture())),
    '/bomb.png': (_, response) => send(response, 'image/png', bombPng()),
    '/animated.gif': (_, response) => send(response, 'image/gif', animatedGif()),
    '/script.svg': (_, response) => send(response, 'image/svg+xml', scriptSvg),
    '/sizeless.svg': (_, response) => send(response, 'image/svg+xml', sizelessSvg),
    '/hotlink.jpg': async (request, response) => {
      const mine = request.headers.referer?.includes(`//${request.headers.host}/`) ?? false;
      if (mine) send(response, 'image/jpeg', await picture());
      else send(response, 'text/plain', 'only for visitors of this site', 403);
    },
    // The head and the text arrive; the page never finishes before it is released.
    '/slow.html': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.write(
        '<!doctype html><html lang="en"><title>Slow</title><p id="text">These words came early.</p>',
      );
      held.add(() => response.end('<p id="late">These came late.</p>'));
    },
    // The page's own policy forbids it every script and puts it in an origin of its own.
    '/sandbox.html': (_, response) => {
      response.setHeader('content-security-policy', "sandbox; default-src 'none'");
      send(response, 'text/html; charset=utf-8', SANDBOXED);
    },
  };

  const server = createServer((request, response) => {
    const address = request.url ?? '/';
    requests.push(address);
    const { pathname } = new URL(address, 'http://site');
    const name = decodeURIComponent(pathname);
    const page = pages[name];
    if (page) {
      send(response, page.type, page.body);
      return;
    }
    const route = special[name] ?? (() => fromDisk(response, name));
    Promise.resolve(route(request, response)).catch((error: unknown) => {
      send(response, 'text/plain', String(error), 500);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('the server has no port');
  const release = (): void => {
    for (const finish of held) finish();
    held.clear();
  };

  return {
    url: `http://127.0.0.1:${at.port}/`,
    otherUrl: `http://localhost:${at.port}/`,
    requests,
    release,
    async close() {
      release();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const SANDBOXED = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sandboxed</title>
<p id="text">This page may run no script at all, and still its words can be a clip.</p>`;
