/** What a service says to an order and of the work, and what the user sees of it. */
import type { Behaviour } from './behaviours';
import { ends, refused, survives, unpaid, whole, wrong } from './judge';
import { follow, KEY } from './rig';
import type { Subject } from './subjects';
import { startVideoServer } from '../servers/videos';

const isVideos = ({ connection }: Subject): boolean => connection.kind === 'openai-videos';

/** It answers at the same address, and has never heard of the work. */
async function forgets(subject: Subject): Promise<string | null> {
  let next: Awaited<ReturnType<typeof startVideoServer>> | undefined;
  const outcome = await follow(subject, {
    options: { jobMs: 'manual' },
    at: {
      state: 'running',
      do: async ({ server }) => {
        await server.close();
        next = await startVideoServer({ flavour: subject.flavour, apiKey: KEY, port: server.port });
      },
    },
  });
  const again = next?.journal.posts() ?? 0;
  await next?.close();
  return (
    wrong(outcome, 'expired provider-forgot') ??
    (again === 0 ? null : 'it was ordered again') ??
    unpaid(outcome, ['unknown'])
  );
}

/** Their refusals have no code, and no word for the picture that could be relied on. */
const WORDS_ONLY = new Set(['gemini-omni', 'replicate']);

async function tellsRetired(subject: Subject): Promise<string | null> {
  const outcome = await follow(subject, { options: { retired: [subject.request.model] } });
  return wrong(outcome, 'failed model-retired') ?? unpaid(outcome, ['not-charged']);
}

/** Its word on the charge, or that there is none. */
async function leavesCostOpen(subject: Subject): Promise<string | null> {
  const outcome = await follow(subject);
  return whole(outcome) ?? unpaid(outcome, ['unknown', 'charged']);
}

/** As long as it waits there. */
async function tellsPlace(subject: Subject): Promise<string | null> {
  let ahead: number | undefined;
  const outcome = await follow(subject, {
    options: { jobMs: 'manual' },
    at: {
      state: 'running',
      do: async ({ runner, server, store }) => {
        await runner.run();
        ahead = (await store.jobs.get('job-1'))?.ahead;
        server.control.finish();
      },
    },
  });
  return whole(outcome) ?? (ahead === 2 ? null : `the user is told of ${ahead} before it`);
}

export const ANSWERING: readonly Behaviour[] = [
  {
    name: 'tells how many stand before it',
    unless: ({ flavour }) => (flavour === 'fal' ? null : 'it names no place in its queue'),
    try: tellsPlace,
  },
  {
    name: 'an order that was cut off is never sent again',
    try: ends('[[cut]]', 'ask-user answer-lost', { money: ['unknown'] }),
  },
  {
    name: 'a 503 to the order is never sent again',
    try: ends('[[status:503]]', 'ask-user answer-lost', { money: ['unknown'] }),
  },
  {
    name: 'an answer without a number counts as lost',
    try: ends('[[no-id]]', ['saved', 'ask-user answer-lost']),
  },
  {
    name: 'a key that is gone sends nothing',
    // Without a key `/v1/videos` is asked without one: many want none. One that was there and is gone is another matter.
    try: async (subject) => wrong(await follow(subject, { key: { kind: 'gone' } }), 'paused needs-key', 0),
  },
  {
    name: 'a model that is gone is told as gone',
    unless: (subject) => (isVideos(subject) ? 'a server of one’s own retires nothing' : null),
    try: tellsRetired,
  },
  {
    name: 'a refusal of the picture says so',
    unless: (subject) =>
      isVideos(subject) || WORDS_ONLY.has(subject.name)
        ? 'it does not say which part it refused: its words are shown'
        : null,
    try: refused('[[moderated:image]]', ['image'], ['unknown', 'charged', 'not-charged']),
  },
  {
    name: 'a failure never counts as free',
    try: ends('[[fails]]', 'failed provider-failed', { money: ['unknown', 'charged'] }),
  },
  { name: 'what is forgotten is told as lost, and not ordered again', try: forgets },
  {
    name: 'questions that are not answered are asked again',
    try: survives('[[cut@poll]] [[429:3@poll]] [[html:502@poll]] [[broken-json@poll]] [[status:500@poll]]'),
  },
  { name: 'what is not told of money stays untold', try: leavesCostOpen },
];
