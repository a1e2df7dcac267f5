import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { Entry } from './api';
import type { Job } from './jobs';

export type LogLine = { kind: 'entry'; entry: Entry } | { kind: 'job'; job: Job };

/**
 * What happened, one line each, the newest of its kind and number counting. Written before it is answered for, so that
 * a process killed at any moment leaves a true account: the kernel keeps what a killed process has written.
 */
export class Log {
  constructor(private readonly file: string | undefined) {}

  add(line: LogLine): void {
    if (this.file) appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }

  /** All that was written before; a last line that was cut off is taken away. */
  read(): LogLine[] {
    if (!this.file || !existsSync(this.file)) return [];
    const bytes = readFileSync(this.file);
    const whole = bytes.lastIndexOf(10) + 1;
    if (whole < bytes.length) truncateSync(this.file, whole);
    return bytes
      .subarray(0, whole)
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as LogLine);
  }
}
