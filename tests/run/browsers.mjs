/**
 * Finds an installed browser, or installs one with the machine's package manager.
 * Plain Node without packages: this runs before `npm ci` has.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** What this file asks of the machine; a test hands in another one. */
export const thisMachine = {
  platform: process.platform,
  env: process.env,
  home: homedir(),
  /** True for a file that may be executed. */
  isProgram(file) {
    try {
      accessSync(file, process.platform === 'win32' ? constants.R_OK : constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  },
  /** Names in a directory, newest version last; empty when there is none. */
  list(directory) {
    try {
      return readdirSync(directory).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    } catch {
      return [];
    }
  },
};

/**
 * Chrome's own builds come last: from version 137 on they ignore --load-extension, so that the
 * extension has to be handed to them over the debugging pipe, which is forgotten at the next start.
 */
const BRANDS = {
  chromium: [
    {
      brand: 'chromium',
      name: 'Chromium',
      commands: ['chromium', 'chromium-browser'],
      mac: 'Chromium.app/Contents/MacOS/Chromium',
      windows: 'Chromium\\Application\\chrome.exe',
    },
    {
      brand: 'chrome-for-testing',
      name: 'Chrome for Testing',
      commands: ['chrome-for-testing', 'google-chrome-for-testing'],
      mac: 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      caches: true,
    },
    {
      brand: 'edge',
      name: 'Microsoft Edge',
      commands: ['microsoft-edge', 'microsoft-edge-stable', 'microsoft-edge-beta', 'microsoft-edge-dev'],
      mac: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      windows: 'Microsoft\\Edge\\Application\\msedge.exe',
    },
    {
      brand: 'chrome',
      name: 'Google Chrome',
      commands: ['google-chrome', 'google-chrome-stable', 'google-chrome-beta', 'google-chrome-unstable'],
      mac: 'Google Chrome.app/Contents/MacOS/Google Chrome',
      windows: 'Google\\Chrome\\Application\\chrome.exe',
    },
  ],
  firefox: [
    {
      brand: 'firefox-esr',
      name: 'Firefox ESR',
      commands: ['firefox-esr'],
    },
    {
      brand: 'firefox',
      name: 'Firefox',
      commands: ['firefox', 'firefox-developer-edition', 'firefox-nightly'],
      mac: 'Firefox.app/Contents/MacOS/firefox',
      windows: 'Mozilla Firefox\\firefox.exe',
    },
  ],
};

const OVERRIDES = { chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' };
const LINUX_PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/opt/microsoft/msedge',
];

function brandOf(kind, file) {
  const base = file.toLowerCase();
  if (kind === 'firefox') return base.includes('esr') ? BRANDS.firefox[0] : BRANDS.firefox[1];
  const [chromium, testing, edge, chrome] = BRANDS.chromium;
  if (/edge/.test(base)) return edge;
  if (/for.testing|ms-playwright|puppeteer/.test(base)) return testing;
  return /google/.test(base) && !/chromium/.test(base) ? chrome : chromium;
}

/** Browsers that Playwright and Puppeteer keep in the user's cache directory, newest first. */
function* cached(machine) {
  const roots = {
    linux: [path.posix.join(machine.home, '.cache')],
    darwin: [path.posix.join(machine.home, 'Library/Caches'), path.posix.join(machine.home, '.cache')],
    win32: [machine.env.LOCALAPPDATA, path.win32.join(machine.home, '.cache')],
  }[machine.platform];
  const inner = {
    linux: ['chrome-linux/chrome', 'chrome-linux64/chrome'],
    darwin: ['arm64', 'x64', 'mac'].map(
      (cpu) => `chrome-mac-${cpu}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
    ),
    win32: ['chrome-win/chrome.exe', 'chrome-win64/chrome.exe'],
  }[machine.platform];
  for (const root of roots ?? []) {
    if (!root) continue;
    for (const [folder, wanted] of [
      ['ms-playwright', /^chromium-\d/],
      ['puppeteer/chrome', /./],
    ]) {
      const versions = machine.list(`${root}/${folder}`).filter((name) => wanted.test(name));
      for (const version of versions.toReversed()) {
        for (const file of inner) yield `${root}/${folder}/${version}/${file}`;
      }
    }
  }
}

function* places(brand, machine) {
  const { platform, env } = machine;
  const join = platform === 'win32' ? path.win32.join : path.posix.join;
  const searched = (env.PATH ?? env.Path ?? '').split(platform === 'win32' ? ';' : ':').filter(Boolean);
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
    if (brand.windows) for (const root of roots) yield join(root, brand.windows);
  } else {
    if (platform === 'darwin' && brand.mac) {
      yield join('/Applications', brand.mac);
      yield join(machine.home, 'Applications', brand.mac);
    }
    for (const command of brand.commands) {
      for (const folder of [...searched, ...LINUX_PLACES]) yield join(folder, command);
    }
  }
  if (brand.caches) yield* cached(machine);
}

/**
 * An installed browser of this kind, or null. CHROMIUM_PATH and FIREFOX_PATH name one by hand.
 * @throws when such a variable names a file that is not there: guessing another would surprise.
 */
export function findBrowser(kind, machine = thisMachine) {
  const variable = OVERRIDES[kind];
  const chosen = machine.env[variable];
  if (chosen) {
    if (!machine.isProgram(chosen))
      throw new Error(`${variable} is set to ${chosen}, but no program is there.`);
    const { brand, name } = brandOf(kind, chosen);
    return { kind, brand, name, path: chosen };
  }
  for (const brand of BRANDS[kind]) {
    for (const file of places(brand, machine)) {
      if (machine.isProgram(file)) return { kind, brand: brand.brand, name: brand.name, path: file };
    }
  }
  return null;
}

/** The program of this name on the PATH or in the usual places, or null. */
function findProgram(name, machine = thisMachine) {
  const folders = (machine.env.PATH ?? '').split(':').filter(Boolean);
  for (const folder of [...folders, ...LINUX_PLACES]) {
    const file = path.posix.join(folder, name);
    if (machine.isProgram(file)) return file;
  }
  return null;
}

/** Programs that make a display of our own: the display itself, its mouse and keyboard, its window manager. */
export const DISPLAY_PROGRAMS = { server: 'Xvfb', hands: 'xdotool', windows: 'openbox' };

/** True when all of them are here. */
export function hasVirtualDisplay(machine = thisMachine) {
  return Object.values(DISPLAY_PROGRAMS).every((name) => findProgram(name, machine));
}

/** True when a window can be shown to somebody. */
export function hasDisplay(machine = thisMachine) {
  if (machine.platform !== 'linux') return true;
  return Boolean(machine.env.DISPLAY || machine.env.WAYLAND_DISPLAY);
}

/** Package managers and what they call the things we need, in the order they are looked for. */
const MANAGERS = [
  {
    command: 'apt-get',
    refresh: ['-o', 'DPkg::Lock::Timeout=400', 'update'],
    install: ['-o', 'DPkg::Lock::Timeout=400', 'install', '-y', '--no-install-recommends'],
    packages: {
      chromium: ['chromium'],
      // Firefox encodes H.264 with the system's codecs, which come as a mere recommendation.
      firefox: ['firefox-esr', 'libavcodec-extra'],
      display: ['xvfb', 'xdotool', 'openbox'],
      fonts: [
        'fonts-dejavu-core',
        'fonts-liberation',
        'fonts-noto-core',
        'fonts-noto-cjk',
        'fonts-noto-color-emoji',
      ],
    },
  },
  {
    command: 'dnf',
    install: ['install', '-y'],
    packages: {
      chromium: ['chromium'],
      firefox: ['firefox'],
      display: ['xorg-x11-server-Xvfb', 'xdotool', 'openbox'],
      fonts: ['google-noto-sans-fonts', 'google-noto-sans-cjk-fonts', 'google-noto-color-emoji-fonts'],
    },
  },
  {
    command: 'pacman',
    install: ['-Sy', '--needed', '--noconfirm'],
    packages: {
      chromium: ['chromium'],
      firefox: ['firefox'],
      display: ['xorg-server-xvfb', 'xdotool', 'openbox'],
      fonts: ['noto-fonts', 'noto-fonts-cjk', 'noto-fonts-emoji'],
    },
  },
];

const LABELS = {
  chromium: 'Chromium, Microsoft Edge or Chrome for Testing',
  firefox: 'Firefox 140 or later',
  display: 'Xvfb, xdotool and openbox (a display for the tests)',
  fonts: 'fonts',
};

/** Of the wanted things ('chromium', 'firefox', 'display'), those that are not there. */
export function missing(wanted, machine = thisMachine) {
  return wanted.filter((thing) => {
    if (thing !== 'display') return findBrowser(thing, machine) === null;
    return machine.platform === 'linux' && !hasVirtualDisplay(machine);
  });
}

/**
 * What to run to get these things, and in whose name. Null when no known package manager is here.
 * `may` is false when it takes a password that nobody is there to type.
 */
export function installPlan(things, { machine = thisMachine, isRoot, sudo }) {
  if (machine.platform !== 'linux') return null;
  const manager = MANAGERS.find(({ command }) => findProgram(command, machine));
  if (!manager) return null;
  // A browser without fonts shows boxes: they come along with the first thing that is installed.
  const packages = [...things, 'fonts'].flatMap((thing) => manager.packages[thing]);
  const prefix = isRoot ? [] : sudo ? ['sudo', '-n'] : ['sudo'];
  const refresh = manager.refresh ? [manager.refresh] : [];
  const commands = [...refresh, [...manager.install, ...packages]].map((args) =>
    prefix.concat(manager.command, args),
  );
  return { may: isRoot || sudo, commands };
}

/** What a person has to do when we may not do it for them. */
export function adviceFor(things, plan, machine = thisMachine) {
  const wanted = things.map((thing) => LABELS[thing]).join('; ');
  if (plan) {
    const lines = plan.commands.map((command) => `  ${command.filter((word) => word !== '-n').join(' ')}`);
    return `Needed, and not found: ${wanted}.\nInstall it with\n${lines.join('\n')}\nand run the command again.`;
  }
  const how =
    { darwin: 'brew install --cask chromium firefox', win32: 'winget install Mozilla.Firefox' }[
      machine.platform
    ] ?? "your system's package manager";
  return (
    `Needed, and not found: ${wanted}.\nInstall it (${how}), or set CHROMIUM_PATH / FIREFOX_PATH to the ` +
    `program if it is in an unusual place, and run the command again.`
  );
}

function sudoWithoutPassword() {
  if (!findProgram('sudo')) return false;
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}

/**
 * Makes sure that these are installed: 'chromium', 'firefox', 'display' (Xvfb and its tools).
 * @returns {{ok: true} | {ok: false, message: string}} the message says exactly what to install.
 */
export function ensureBrowsers(wanted, log = console.log) {
  const things = missing(wanted);
  if (things.length === 0) return { ok: true };
  const isRoot = process.getuid?.() === 0;
  const plan = installPlan(things, { isRoot, sudo: !isRoot && sudoWithoutPassword() });
  if (!plan?.may) return { ok: false, message: adviceFor(things, plan) };
  log(`Installing ${things.map((thing) => LABELS[thing]).join('; ')}; this can take a few minutes`);
  // A stale package list may still be good enough: what counts is whether the browser is there at the end.
  let said = '';
  for (const [program, ...args] of plan.commands) {
    log(`  ${[program, ...args].join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status, stderr } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env });
    if (status !== 0) said += stderr ?? '';
  }
  const still = missing(wanted);
  if (still.length === 0) return { ok: true };
  return { ok: false, message: `${said.trim()}\n\n${adviceFor(still, plan)}`.trim() };
}
