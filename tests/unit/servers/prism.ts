import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const specOf = (name: string): string =>
  fileURLToPath(new URL(`../../contracts/${name}.openapi.json`, import.meta.url));

export interface Proxy {
  /** In place of the server's `baseUrl`. */
  baseUrl: string;
  close(): Promise<void>;
}

/**
 * Puts Stoplight's Prism between a client and a server. It holds both to the OpenAPI description: a wrong request is
 * answered with 422 and does not get through, a wrong answer becomes a 500; both say what is wrong in `validation`.
 */
export async function validate(
  { baseUrl }: { baseUrl: string },
  contract: 'openai-videos' | 'openrouter-videos' = 'openai-videos',
): Promise<Proxy> {
  const port = await freePort();
  const bin = require.resolve('@stoplight/prism-cli/dist/index.js');
  const options = ['proxy', '-h', '127.0.0.1', '-p', String(port), specOf(contract), baseUrl, '--errors'];
  const child = spawn(process.execPath, [bin, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.includes('Prism is listening')) resolve();
    });
    gone.then(([code]) => reject(new Error(`Prism ended with ${String(code)}`)), reject);
  });
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    async close() {
      child.kill();
      await gone;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
