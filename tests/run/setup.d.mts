/** Directory of the project, with a slash at the end. */
export const ROOT: string;

/** An error whose message is meant for whoever ran the command; nothing else of it is shown. */
export class Plain extends Error {}

export function requireNode(): void;
export function installPackages(log?: (line: string) => void): void;

/** Runs a package's command in the project; `output` is empty when it was shown as it came. */
export function runTool(
  command: string,
  args: readonly string[],
  options?: { show?: boolean; seconds?: number; env?: Record<string, string> },
): Promise<{ code: number; output: string }>;
