/**
 * Checks utils/providers/models.json: `npm run models`. With `--live` and a key in the environment (GEMINI_API_KEY,
 * XAI_API_KEY, REPLICATE_API_TOKEN) also whether the services still have these models; asks, and makes nothing.
 */
import { readFileSync } from 'node:fs';
import { isOffered, type ModelCard } from '@/utils/domain';
import { tableOf } from '@/utils/providers/models';
import { SERVICES, type HostedId } from '@/utils/providers/services-data';
import { checkModels, type Finding } from './models-check';

const FILE = new URL('../../utils/providers/models.json', import.meta.url);

/** How a service is asked whether it has a model. fal and Runway have no such question. */
interface Question {
  service: HostedId;
  key: string;
  headers(key: string): Record<string, string>;
  path(id: string): string;
}

const bearer = (key: string): Record<string, string> => ({ Authorization: `Bearer ${key}` });

const QUESTIONS: readonly Question[] = [
  {
    service: 'gemini-omni',
    key: 'GEMINI_API_KEY',
    headers: (key) => ({ 'x-goog-api-key': key }),
    path: (id) => `/models/${id}`,
  },
  { service: 'xai', key: 'XAI_API_KEY', headers: bearer, path: (id) => `/models/${id}` },
  { service: 'replicate', key: 'REPLICATE_API_TOKEN', headers: bearer, path: (id) => `/models/${id}` },
];

async function ask(question: Question, card: ModelCard, key: string): Promise<Finding[]> {
  const { service, headers, path } = question;
  const where = `${service} ${card.id}`;
  try {
    const { status } = await fetch(SERVICES[service].baseUrl + path(card.id), {
      headers: headers(key),
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    });
    if (status === 404) return [{ level: 'error', where, text: 'the service does not know it any more' }];
    return status === 200 ? [] : [{ level: 'warning', where, text: `the service answers ${status}` }];
  } catch {
    return [{ level: 'warning', where, text: 'the service cannot be reached' }];
  }
}

async function live(json: unknown): Promise<Finding[]> {
  if (process.env['CI']) return [{ level: 'error', where: '--live', text: 'not in CI: it would need a key' }];
  const table = tableOf(json);
  const found: Finding[] = [];
  for (const question of QUESTIONS) {
    const key = process.env[question.key];
    if (!key) {
      found.push({ level: 'warning', where: question.service, text: `not asked: no ${question.key}` });
      continue;
    }
    for (const card of table.services[question.service] ?? []) {
      if (isOffered(card, Date.now())) found.push(...(await ask(question, card, key)));
    }
  }
  return found;
}

const json: unknown = JSON.parse(readFileSync(FILE, 'utf8'));
const found = checkModels(json, Date.now());
const sound = !found.some(({ level }) => level === 'error');
if (sound && process.argv.includes('--live')) found.push(...(await live(json)));

for (const { level, where, text } of found)
  console.log(`${level}: ${where === '' ? 'models.json' : where}: ${text}`);
const errors = found.filter(({ level }) => level === 'error').length;
const models = sound ? Object.values(tableOf(json).services).flat().length : 0;
console.log(`${models} models, ${errors} errors, ${found.length - errors} warnings`);
process.exitCode = errors === 0 ? 0 : 1;
