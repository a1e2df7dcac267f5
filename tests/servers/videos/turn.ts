import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Entry } from './api';
import { numberOf, type FaultCall, type FaultName } from './faults';
import type { Answer } from './flavours';
import type { World } from './world';

/** One request and its answer. */
export class Turn {
  constructor(
    readonly world: World,
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    readonly entry: Entry,
  ) {}

  take(name: FaultName): FaultCall | undefined {
    return this.world.armoury.take(name, this.entry);
  }

  head(status: number, headers: Record<string, string | number>): void {
    this.entry.status = status;
    this.world.journal.write(this.entry);
    this.response.writeHead(status, headers);
  }

  send(status: number, type: string, body: string | Buffer, more: Record<string, string> = {}): void {
    const bytes = Buffer.from(body);
    this.entry.bytes = bytes.length;
    this.head(status, { 'content-type': type, 'content-length': bytes.length, ...more });
    this.response.end(bytes);
  }

  json({ status, body }: Answer, more: Record<string, string> = {}): void {
    if (body === undefined) {
      this.head(status, { ...(status !== 204 && { 'content-length': 0 }), ...more });
      this.response.end();
    } else {
      this.send(status, 'application/json', JSON.stringify(body), more);
    }
  }

  /** What a proxy in front of the service says when it has nothing else to say. */
  page(status: number): void {
    this.send(
      status,
      'text/html',
      `<html><head><title>${status}</title></head><body>Bad gateway</body></html>`,
    );
  }

  error(status: number, message: string, code?: string): void {
    this.json(this.world.flavour.error(status, message, code));
  }

  cut(): void {
    this.entry.cut = true;
    this.response.socket?.destroy();
  }

  /** Waits for `release`, or for the end of the connection. */
  async hold(): Promise<void> {
    const { held, journal } = this.world;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        held.delete(go);
        this.entry.held = false;
        resolve();
      };
      held.add(go);
      this.response.once('close', go);
      this.entry.held = true;
      journal.write(this.entry);
    });
  }

  /** Plays what happens before anything is done; true: that was the answer. */
  async before(): Promise<boolean> {
    if (this.take('hold')) await this.hold();
    if (this.response.destroyed) return true;
    return this.#play([
      ['cut', () => this.cut()],
      ['429', (call) => this.#tooMany(String(numberOf(call, 1)))],
      ['429-date', (call) => this.#tooMany(this.#inSeconds(numberOf(call, 1)))],
      ['status', (call) => this.error(numberOf(call, 503), 'The server is overloaded.', 'overloaded')],
      ['401', () => this.error(401, 'Incorrect API key provided.', 'invalid_api_key')],
      ['html', (call) => this.page(numberOf(call, 502))],
      ['redirect', () => this.#redirect()],
    ]);
  }

  /** Answers with JSON, unless a fault spoils it. What was asked for has been done. */
  async reply(answer: Answer): Promise<void> {
    if (this.take('hold-answer')) await this.hold();
    if (this.response.destroyed) return;
    const spoilt = this.#play([
      ['drop-answer', () => this.cut()],
      ...(this.entry.reused ? ([['cut-reused', () => this.cut()]] as const) : []),
      ['html-after', (call) => this.page(numberOf(call, 502))],
      ['video-error', (call) => this.json({ ...answer, status: numberOf(call, 500) })],
      ['broken-json', () => this.#half(answer)],
      ['no-id', () => this.json(this.#nameless(answer))],
    ]);
    if (!spoilt) this.json(answer);
  }

  /** The first of these faults that is to be played now is. */
  #play(plays: readonly (readonly [FaultName, (call: FaultCall) => void])[]): boolean {
    for (const [name, play] of plays) {
      const call = this.take(name);
      if (!call) continue;
      play(call);
      return true;
    }
    return false;
  }

  #nameless({ status, body }: Answer): Answer {
    return { status, body: { ...(body as object), [this.world.flavour.idName]: undefined } };
  }

  #half({ status, body }: Answer): void {
    const text = JSON.stringify(body) ?? '{"';
    this.send(status, 'application/json', text.slice(0, text.length / 2));
  }

  #inSeconds(seconds: number): string {
    return new Date(this.world.now() + seconds * 1000).toUTCString();
  }

  #tooMany(retryAfter: string): void {
    const answer = this.world.flavour.error(429, 'Rate limit reached.', 'rate_limit_exceeded');
    this.json(answer, { 'retry-after': retryAfter });
  }

  #redirect(): void {
    this.send(307, 'text/plain', '', { location: `${this.world.origin('other')}${this.request.url}` });
  }
}
