import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChatEntry, Play } from './api';
import type { World } from './world';

/** One request and its answer. */
export class Exchange {
  constructor(
    readonly world: World,
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    readonly entry: ChatEntry,
  ) {}

  readonly take = (name: Play): boolean => this.world.take(name, this.entry);

  send(status: number, type: string, body: string | Buffer, more: Record<string, string> = {}): void {
    const bytes = Buffer.from(body);
    this.entry.status = status;
    this.world.tell(this.entry);
    this.response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...more });
    this.response.end(bytes);
  }

  json(status: number, body: unknown, more: Record<string, string> = {}): void {
    this.send(status, 'application/json', JSON.stringify(body), more);
  }

  error(status: number, message: string, code: string, param: string | null = null): void {
    const type = status < 500 ? 'invalid_request_error' : 'server_error';
    this.json(status, { error: { message, type, param, code } });
  }

  cut(): void {
    this.response.socket?.destroy();
  }

  /** Plays what happens before anything is done; true: that was the answer. */
  async before(): Promise<boolean> {
    if (this.take('hang')) await this.world.hold(this.entry, this.request);
    if (this.response.destroyed) return true;
    const plays: readonly [Play, () => void][] = [
      ['cut', () => this.cut()],
      ['401', () => this.error(401, 'Incorrect API key provided.', 'invalid_api_key')],
      ['402', () => this.error(402, 'Insufficient credits.', 'insufficient_quota')],
      ['404', () => this.error(404, 'The model does not exist.', 'model_not_found')],
      ['429', () => this.#tooMany()],
      ['500', () => this.error(500, 'The server had an error.', 'server_error')],
      ['html', () => this.send(502, 'text/html', '<html><title>502</title>Bad gateway</html>')],
      ['redirect', () => this.send(307, 'text/plain', '', { location: this.#elsewhere() })],
    ];
    const played = plays.find(([name]) => this.take(name));
    played?.[1]();
    return played !== undefined;
  }

  #tooMany(): void {
    const error = {
      message: 'Rate limit reached.',
      type: 'requests',
      param: null,
      code: 'rate_limit_exceeded',
    };
    this.json(429, { error }, { 'retry-after': '2' });
  }

  #elsewhere(): string {
    return `${this.world.origin('other')}${this.request.url}`;
  }
}
