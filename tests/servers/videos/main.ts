/**
 * The server as a process of its own:
 *   node --import tsx tests/servers/videos/main.ts --flavour vllm --port 8091 --state /tmp/videos.jsonl
 * Prints one line of JSON when it listens. With --state, a killed process is followed by one that knows what it knew,
 * or, with the flavours that keep jobs in memory, by one that has forgotten the jobs and still counts them.
 */
import { parseArgs } from 'node:util';
import { FLAVOURS, SERVICES, type FlavourName } from './api';
import { startVideoServer } from './server';

const { values } = parseArgs({
  options: {
    flavour: { type: 'string', default: 'openai' },
    port: { type: 'string', default: '0' },
    state: { type: 'string', default: '' },
    'job-ms': { type: 'string', default: '400' },
    'file-bytes': { type: 'string', default: '0' },
    'list-lag-ms': { type: 'string', default: '0' },
    'result-ttl': { type: 'string' },
    'api-key': { type: 'string', default: '' },
    credit: { type: 'string' },
    files: { type: 'string' },
    'keep-alive': { type: 'boolean', default: false },
    idempotency: { type: 'boolean', default: false },
    cloud: { type: 'boolean', default: false },
    cors: { type: 'boolean', default: false },
    /** Ends when its input ends: it does not outlive whoever started it. */
    leash: { type: 'boolean', default: false },
  },
});

const names: readonly FlavourName[] = [...FLAVOURS, ...SERVICES];
const isFlavour = (name: string): name is FlavourName => names.some((flavour) => flavour === name);
if (!isFlavour(values.flavour)) throw new Error(`--flavour is one of ${names.join(', ')}`);
const { 'result-ttl': ttl, credit, files } = values;

const { flavour, port, url, baseUrl } = await startVideoServer({
  flavour: values.flavour,
  port: Number(values.port),
  stateFile: values.state,
  jobMs: values['job-ms'] === 'manual' ? 'manual' : Number(values['job-ms']),
  fileBytes: Number(values['file-bytes']),
  listLagMs: Number(values['list-lag-ms']),
  apiKey: values['api-key'],
  ...(ttl !== undefined && { resultTtl: ttl === 'none' ? null : Number(ttl) }),
  ...(credit !== undefined && { credit: Number(credit) }),
  ...(files !== undefined && { files: files === 'other' ? 'other' : 'same' }),
  keepAlive: values['keep-alive'],
  idempotency: values.idempotency,
  cloud: values.cloud,
  cors: values.cors,
});
if (values.leash) process.stdin.resume().once('end', () => process.exit());
console.log(JSON.stringify({ flavour, port, url, baseUrl }));
