/** How a result is fetched and kept, and how work is taken back. */
import type { Behaviour } from './behaviours';
import { ends, survives, whole, wrong } from './judge';
import { follow } from './rig';
import type { Subject } from './subjects';

/** The key stays at home while the file comes from elsewhere. */
async function fromElsewhere(subject: Subject): Promise<string | null> {
  const outcome = await follow(subject, { options: { files: 'other', cloud: true } });
  const { server } = outcome;
  const home = new URL(server.baseUrl).host;
  const abroad = server.journal.entries.filter(({ host }) => host !== home);
  return whole(outcome) ?? (abroad.length > 0 ? null : 'nothing was fetched from there');
}

const KEYLESS_FILES = new Set(['xai', 'fal', 'runway', 'replicate']);
const ELSEWHERE = new Set(['sglang', 'relay', ...KEYLESS_FILES]);

/** The order is over before the word to stop it arrives. */
async function comesTooLate(subject: Subject): Promise<string | null> {
  const outcome = await follow(subject, {
    options: { jobMs: 'manual' },
    at: {
      state: 'running',
      do: async ({ runner, server }) => {
        server.control.finish();
        await runner.tell('job-1', { type: 'cancel' });
      },
    },
  });
  return (
    whole(outcome) ?? (outcome.job.cancelAnswer === null ? 'the user is not told that it was too late' : null)
  );
}

/** The key is refused where the file lies: what is paid for waits there until it is put right. */
async function waitsForKey(subject: Subject): Promise<string | null> {
  let told: string | null | undefined;
  const outcome = await follow(subject, {
    prompt: 'A lighthouse [[status:401@content]]',
    at: {
      state: 'paused',
      do: async ({ runner, store }) => {
        told = (await store.jobs.get('job-1'))?.problem;
        await runner.tell('job-1', { type: 'resume' });
      },
    },
  });
  return whole(outcome) ?? (told === 'needs-key' ? null : `the user is told "${told}"`);
}

/** Told to stop while it waits in the service's queue. */
async function cancelsQueued(subject: Subject): Promise<string | null> {
  const outcome = await follow(subject, {
    prompt: 'A lighthouse [[stay-queued]]',
    at: {
      state: 'running',
      do: async ({ runner }) => void (await runner.tell('job-1', { type: 'cancel' })),
    },
  });
  return wrong(outcome, 'canceled');
}

async function losesCancel(subject: Subject): Promise<string | null> {
  const outcome = await follow(subject, {
    prompt: 'A lighthouse [[stay-queued]] [[drop-answer@delete]]',
    at: { state: 'running', do: async ({ runner }) => void (await runner.tell('job-1', { type: 'cancel' })) },
  });
  return wrong(outcome, ['canceled']);
}

/** Cannot be stopped: says so, and brings the clip. */
async function saysItCannot(subject: Subject): Promise<string | null> {
  const outcome = await follow(subject, {
    at: {
      state: 'running',
      do: async ({ runner, server }) => {
        // fal takes back what waits, and nothing later.
        server.control.progress('lighthouse', 40);
        await runner.tell('job-1', { type: 'cancel' });
      },
    },
  });
  const { cancelAnswer } = outcome.job;
  return whole(outcome) ?? (cancelAnswer === 'unsupported' ? null : `the user is told "${cancelAnswer}"`);
}

const CANCELS_QUEUED = new Set(['vllm', 'gemini', 'runway', 'replicate', 'fal']);
const CANCELS_ALL = new Set(['vllm', 'gemini', 'runway', 'replicate']);

const noCancel = ({ flavour }: Subject): string | null =>
  CANCELS_QUEUED.has(flavour) ? null : 'it cannot cancel at all, and that is said';

export const FETCHING: readonly Behaviour[] = [
  { name: 'a file that drips is waited for', try: survives('[[drip:4000000]]') },
  { name: 'a file that is cut short is no clip', try: ends('[[truncated]]', 'damaged file-invalid') },
  {
    name: 'a file of more than 512 MB is not fetched',
    try: ends('[[long-length:600000000*9]]', 'damaged file-too-large'),
  },
  { name: 'a packed bomb is no clip', try: ends('[[bomb:8]]', 'damaged not-a-video') },
  {
    name: 'a server that knows no ranges brings the whole again',
    try: survives('[[no-range]] [[cut-at:5000]]'),
  },
  { name: 'another file under the same address starts anew', try: survivesAsAnother },
  {
    name: 'a result of another origin is fetched without the key',
    unless: ({ flavour }) => (ELSEWHERE.has(flavour) ? null : 'its results lie with itself'),
    try: fromElsewhere,
  },
  {
    name: 'a key that is refused at the file is asked for, and the clip kept',
    unless: ({ flavour }) => (KEYLESS_FILES.has(flavour) ? 'its files are fetched without the key' : null),
    try: waitsForKey,
  },
  {
    name: 'an address that has gone stale is asked for anew',
    unless: ({ flavour }) =>
      flavour === 'sglang' || flavour === 'relay' || !ELSEWHERE.has(flavour)
        ? 'its addresses do not go stale'
        : null,
    try: survives('[[stale-url]]'),
  },
  {
    name: 'cancels what waits',
    unless: noCancel,
    try: cancelsQueued,
  },
  {
    name: 'says where it cannot cancel, and brings the clip',
    unless: ({ flavour }) => (CANCELS_ALL.has(flavour) ? 'it can' : null),
    try: saysItCannot,
  },
  {
    name: 'a cancel whose answer is lost is one all the same',
    unless: noCancel,
    try: losesCancel,
  },
  { name: 'a cancel that comes too late keeps the clip', try: comesTooLate },
];

/** What is kept is one file from beginning to end, whichever. */
async function survivesAsAnother(subject: Subject): Promise<string | null> {
  const outcome = await follow(subject, { prompt: 'A lighthouse [[changing]] [[cut-at:5000]]' });
  const served = outcome.server.journal.entries.findLast(({ phase }) => phase === 'content');
  return (
    wrong(outcome, 'saved') ??
    (outcome.sha256 === served?.sha256 ? null : 'two files were put together to one')
  );
}
