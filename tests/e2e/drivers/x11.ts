import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DISPLAY_PROGRAMS } from '../../run/browsers.mjs';
import { encodePng } from '../../servers/png';
import { until } from './until';

const run = promisify(execFile);

/** A display of our own, with a window manager, a mouse and a keyboard. */
export interface VirtualDisplay {
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs xdotool with these words. */
  xdotool(...words: (string | number)[]): Promise<string>;
  /** Ids of windows that can be seen right now, menus included. */
  windows(): Promise<Set<string>>;
  /** Hash of what a window shows right now: to see that something changed in it. */
  look(window: string): Promise<string>;
  /** The same of a part of the display. */
  lookAt(left: number, top: number, width: number, height: number): string;
  /** PNG of the whole display. */
  screenshot(): Buffer;
  stop(): Promise<void>;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Xvfb picks a free display by itself and writes its number to the fourth file descriptor. */
async function numberFrom(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    server.stdio[3]?.on('data', (data: Buffer) => {
      text += data.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)));
  });
}

export async function startDisplay({ width = 1280, height = 900 } = {}): Promise<VirtualDisplay> {
  const screens = mkdtempSync(path.join(tmpdir(), 'pagereel-x-'));
  // Without -noreset the server starts anew when its last client leaves: xdotool, asking before the window manager
  // has connected, would take the manager's connection with it.
  const shape = ['-screen', '0', `${width}x${height}x24`];
  const server = spawn(
    DISPLAY_PROGRAMS.server,
    ['-displayfd', '3', ...shape, '-nolisten', 'tcp', '-noreset', '-fbdir', screens],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const name = `:${await numberFrom(server)}`;
  const env = { ...process.env, DISPLAY: name };
  const manager = spawn(DISPLAY_PROGRAMS.windows, ['--sm-disable'], { env, stdio: 'ignore' });
  const endBoth = (): void => {
    manager.kill();
    server.kill();
  };
  process.once('exit', endBoth);

  const xdotool = async (...words: (string | number)[]): Promise<string> => {
    const { stdout } = await run(DISPLAY_PROGRAMS.hands, words.map(String), { env });
    return stdout.trim();
  };
  const stop = async (): Promise<void> => {
    process.off('exit', endBoth);
    endBoth();
    await Promise.all([ended(manager), ended(server)]);
    rmSync(screens, { recursive: true, force: true });
  };
  try {
    // The window manager announces itself with properties on the root window; xdotool reads them.
    await until('the window manager', async () => (await xdotool('get_num_desktops')) !== '');
  } catch (error) {
    // A display left running would keep this process from ever ending.
    await stop();
    throw error;
  }

  const dump = (): Xwd => readXwd(readFileSync(path.join(screens, 'Xvfb_screen0')));

  return {
    name,
    env,
    xdotool,
    async windows() {
      const found = await xdotool('search', '--onlyvisible', '--name', '.*').catch(() => '');
      const menus = await xdotool('search', '--onlyvisible', '--class', '.*').catch(() => '');
      return new Set(`${found}\n${menus}`.split('\n').filter(Boolean));
    },
    async look(window) {
      const shell = await xdotool('getwindowgeometry', '--shell', window);
      const at = (key: string): number => Number(new RegExp(`^${key}=(-?\\d+)$`, 'm').exec(shell)?.[1] ?? 0);
      return hashOf(dump(), at('X'), at('Y'), at('WIDTH'), at('HEIGHT'));
    },
    lookAt: (left, top, width, height) => hashOf(dump(), left, top, width, height),
    screenshot: () => toPng(dump()),
    stop,
  };
}

interface Xwd {
  width: number;
  height: number;
  /** Bytes of a row of BGRX pixels. */
  stride: number;
  pixels: Buffer;
}

/**
 * An XWD dump as Xvfb keeps it: a header of big-endian 32-bit words, a colour map of twelve bytes an entry,
 * then the pixels. See X11/XWDFile.h.
 */
function readXwd(file: Buffer): Xwd {
  const word = (index: number): number => file.readUInt32BE(index * 4);
  const start = word(0) + word(19) * 12;
  return { width: word(4), height: word(5), stride: word(12), pixels: file.subarray(start) };
}

function toPng({ width, height, stride, pixels }: Xwd): Buffer {
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0, from = y * stride; x < width; x += 1, from += 4, to += 3) {
      rgb[to] = pixels[from + 2] ?? 0;
      rgb[to + 1] = pixels[from + 1] ?? 0;
      rgb[to + 2] = pixels[from] ?? 0;
    }
  }
  return encodePng(width, height, rgb);
}

function hashOf(picture: Xwd, left: number, top: number, width: number, height: number): string {
  const hash = createHash('sha1');
  const x = Math.max(0, left) * 4;
  for (let y = Math.max(0, top); y < Math.min(picture.height, top + height); y += 1) {
    hash.update(picture.pixels.subarray(y * picture.stride + x, y * picture.stride + x + width * 4));
  }
  return hash.digest('hex');
}
