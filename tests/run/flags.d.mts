export interface Flags {
  help: boolean;
  once: boolean;
  browser: 'chromium' | 'firefox';
  text?: string;
  /** Absolute path of a picture that is there. */
  image?: string;
  /** Address of a page; "file:" for a file that is there. */
  url?: string;
}

export const HELP: string;
export function parseFlags(
  words: string[],
  cwd?: string,
): { ok: true; flags: Flags } | { ok: false; message: string };
