import { describe, expect, it } from 'vitest';
import {
  adviceFor,
  findBrowser,
  hasDisplay,
  installPlan,
  missing,
  type Machine,
} from '../../run/browsers.mjs';

/** A machine with these programs and nothing else. */
function machineWith(programs: string[], more: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/bin:/bin' },
    home: '/home/ada',
    isProgram: (file) => programs.includes(file),
    list: (directory) => {
      const start = `${directory}/`;
      const inside = programs.filter((file) => file.startsWith(start));
      return [...new Set(inside.map((file) => file.slice(start.length).split('/')[0] ?? ''))].toSorted();
    },
    ...more,
  };
}

describe('finding a browser', () => {
  it('finds none on an empty machine', () => {
    expect(findBrowser('chromium', machineWith([]))).toBeNull();
    expect(findBrowser('firefox', machineWith([]))).toBeNull();
  });

  it('finds it on the PATH and in the usual places beside it', () => {
    expect(findBrowser('chromium', machineWith(['/usr/bin/chromium']))?.path).toBe('/usr/bin/chromium');
    expect(findBrowser('chromium', machineWith(['/snap/bin/chromium']))?.path).toBe('/snap/bin/chromium');
    expect(findBrowser('firefox', machineWith(['/usr/bin/firefox-esr']))).toMatchObject({
      brand: 'firefox-esr',
      path: '/usr/bin/firefox-esr',
    });
  });

  it("prefers any other brand to Google's own build, which loads no extension from a switch", () => {
    const chrome = '/usr/bin/google-chrome';
    for (const other of ['/usr/bin/chromium-browser', '/usr/bin/microsoft-edge']) {
      expect(findBrowser('chromium', machineWith([chrome, other]))?.path).toBe(other);
    }
    expect(findBrowser('chromium', machineWith([chrome]))?.brand).toBe('chrome');
  });

  it('finds the newest browser that a test tool has left in its cache', () => {
    const cache = '/home/ada/.cache/ms-playwright';
    const found = findBrowser(
      'chromium',
      machineWith([
        `${cache}/chromium-1100/chrome-linux/chrome`,
        `${cache}/chromium-1234/chrome-linux/chrome`,
      ]),
    );
    expect(found?.path).toBe(`${cache}/chromium-1234/chrome-linux/chrome`);
    expect(found?.brand).toBe('chrome-for-testing');
  });

  it('knows the usual places of macOS and Windows', () => {
    const mac = '/Applications/Firefox.app/Contents/MacOS/firefox';
    expect(findBrowser('firefox', machineWith([mac], { platform: 'darwin' }))?.path).toBe(mac);
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const env = { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' };
    expect(findBrowser('chromium', machineWith([edge], { platform: 'win32', env }))?.brand).toBe('edge');
  });

  it('takes the one that was named by hand, and does not guess when it is not there', () => {
    const env = { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/mine/google-chrome' };
    const programs = ['/opt/mine/google-chrome', '/usr/bin/chromium'];
    expect(findBrowser('chromium', machineWith(programs, { env }))).toMatchObject({
      path: '/opt/mine/google-chrome',
      brand: 'chrome',
    });
    expect(() => findBrowser('chromium', machineWith(['/usr/bin/chromium'], { env }))).toThrow(
      'CHROMIUM_PATH',
    );
  });
});

describe('what has to be installed', () => {
  it('is only what is not there', () => {
    const machine = machineWith(['/usr/bin/chromium', '/usr/bin/Xvfb', '/usr/bin/xdotool']);
    expect(missing(['chromium', 'firefox', 'display'], machine)).toEqual(['firefox', 'display']);
  });

  it('is done by the package manager, as root', () => {
    const machine = machineWith(['/usr/bin/apt-get']);
    const plan = installPlan(['chromium'], { machine, isRoot: true, sudo: false });
    expect(plan?.may).toBe(true);
    expect(plan?.commands[0]).toEqual(['apt-get', '-o', 'DPkg::Lock::Timeout=400', 'update']);
    expect(plan?.commands[1]).toEqual(
      expect.arrayContaining(['apt-get', 'install', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']),
    );
  });

  it('is done through sudo only where that asks for no password', () => {
    const machine = machineWith(['/usr/bin/apt-get']);
    const allowed = installPlan(['firefox'], { machine, isRoot: false, sudo: true });
    expect(allowed).toMatchObject({ may: true });
    expect(allowed?.commands.every((words) => words[0] === 'sudo' && words[1] === '-n')).toBe(true);
    expect(installPlan(['firefox'], { machine, isRoot: false, sudo: false })?.may).toBe(false);
  });

  it('is told word for word where we may not do it', () => {
    const machine = machineWith(['/usr/bin/apt-get']);
    const advice = adviceFor(
      ['firefox'],
      installPlan(['firefox'], { machine, isRoot: false, sudo: false }),
      machine,
    );
    expect(advice).toContain('sudo apt-get');
    expect(advice).toContain('firefox-esr');
  });

  it('is told in general terms where no package manager is known', () => {
    const machine = machineWith([]);
    expect(installPlan(['chromium'], { machine, isRoot: true, sudo: false })).toBeNull();
    expect(adviceFor(['chromium'], null, machine)).toContain('CHROMIUM_PATH');
  });
});

describe('a display', () => {
  it('is asked of the environment on Linux, and is always there elsewhere', () => {
    expect(hasDisplay(machineWith([], { env: {} }))).toBe(false);
    expect(hasDisplay(machineWith([], { env: { DISPLAY: ':0' } }))).toBe(true);
    expect(hasDisplay(machineWith([], { env: { WAYLAND_DISPLAY: 'wayland-0' } }))).toBe(true);
    expect(hasDisplay(machineWith([], { platform: 'darwin', env: {} }))).toBe(true);
  });
});
