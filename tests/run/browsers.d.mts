export type BrowserKind = 'chromium' | 'firefox';
export type Wanted = BrowserKind | 'display';

export interface FoundBrowser {
  kind: BrowserKind;
  /** 'chrome' is Google's own build, which ignores --load-extension. */
  brand: 'chromium' | 'chrome-for-testing' | 'edge' | 'chrome' | 'firefox' | 'firefox-esr';
  name: string;
  path: string;
}

export interface Machine {
  platform: string;
  env: Record<string, string | undefined>;
  home: string;
  isProgram(file: string): boolean;
  list(directory: string): string[];
}

export interface InstallPlan {
  may: boolean;
  commands: string[][];
}

export const thisMachine: Machine;
export function findBrowser(kind: BrowserKind, machine?: Machine): FoundBrowser | null;
export const DISPLAY_PROGRAMS: { server: string; hands: string; windows: string };
export function hasVirtualDisplay(machine?: Machine): boolean;
export function hasDisplay(machine?: Machine): boolean;
export function missing(wanted: Wanted[], machine?: Machine): Wanted[];
export function installPlan(
  things: Wanted[],
  who: { machine?: Machine; isRoot: boolean; sudo: boolean },
): InstallPlan | null;
export function adviceFor(things: Wanted[], plan: InstallPlan | null, machine?: Machine): string;
export function ensureBrowsers(
  wanted: Wanted[],
  log?: (line: string) => void,
): { ok: true } | { ok: false; message: string };
