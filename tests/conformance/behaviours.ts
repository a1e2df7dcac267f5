/** What every provider has to do, told by what its user would see; and where one of them cannot, why not. */
import type { ImageRole } from '@/utils/domain';
import { ANSWERING } from './answering';
import { ASKING } from './asking';
import { FETCHING } from './fetching';
import { ends, refused, survives, whole, wrong, type Trial } from './judge';
import { follow, sha256 } from './rig';
import type { Subject } from './subjects';

export interface Behaviour {
  name: string;
  /** Why it does not apply to a provider; null: it does. */
  unless?(subject: Subject): string | null;
  try: Trial;
}

/** Those that name past work by the words it was ordered with. */
const LISTS = new Set(['/v1/videos: openai', '/v1/videos: vllm', 'replicate']);
/** Work that the service can be told to stop. */
const CANCELS = new Set(['/v1/videos: vllm', 'gemini-omni', 'runway', 'replicate']);

const unlisted = ({ name }: Subject): string | null =>
  LISTS.has(name) ? null : 'it keeps no list that could prove anything: the user is asked';
const noCancel = ({ name }: Subject): string | null =>
  CANCELS.has(name) ? null : 'it cannot cancel what runs, and that is said';

const FRAME = new Blob([Uint8Array.from({ length: 300 }, (_, i) => i % 251)], { type: 'image/png' });

async function sendsFrame(subject: Subject): Promise<string | null> {
  const images = [{ imageId: 'picture-1', role: 'first-frame' as ImageRole }];
  const model = subject.card.withImage || subject.request.model;
  const outcome = await follow(subject, { picture: FRAME, change: { images, model } });
  const sent = outcome.server.journal.entries.flatMap(({ media }) => media.map((medium) => medium.sha256));
  const own = sha256(await FRAME.arrayBuffer());
  return whole(outcome) ?? (sent.includes(own) ? null : 'the picture did not arrive as it was sent');
}

async function tellsCost(subject: Subject): Promise<string | null> {
  const { job } = await follow(subject);
  const { verdict, chargedUsd } = job.attempts.at(-1)?.money ?? {};
  return verdict === 'charged' && (chargedUsd ?? 0) > 0 ? null : `the ledger says "${verdict}"`;
}

async function cancels(subject: Subject): Promise<string | null> {
  const outcome = await follow(subject, {
    options: { jobMs: 'manual' },
    at: {
      state: 'running',
      do: async ({ runner }) => void (await runner.tell('job-1', { type: 'cancel' })),
    },
  });
  return wrong(outcome, 'canceled');
}

async function goesOnUncancelled(subject: Subject): Promise<string | null> {
  const outcome = await follow(subject, {
    at: {
      state: 'running',
      do: async ({ runner }) => void (await runner.tell('job-1', { type: 'cancel' })),
    },
  });
  return wrong(outcome, ['saved', 'canceled']);
}

async function isOverdue(subject: Subject): Promise<string | null> {
  const outcome = await follow(subject, {
    prompt: 'A lighthouse [[stall]]',
    at: { state: 'running', do: ({ skip }) => skip(3 * 3600_000) },
  });
  return wrong(outcome, 'ask-user overdue');
}

export const BEHAVIOURS: readonly Behaviour[] = [
  { name: 'an order becomes a clip, byte for byte', try: async (subject) => whole(await follow(subject)) },
  {
    name: 'a first frame arrives as it is',
    unless: ({ card }) => (card.firstFrame === 'no' ? 'its model takes no picture' : null),
    try: sendsFrame,
  },
  {
    name: 'a lost answer is never sent again',
    try: ends('[[drop-answer]]', ['saved', 'ask-user answer-lost']),
  },
  { name: 'a lost answer is found in the list', unless: unlisted, try: survives('[[drop-answer]]') },
  { name: 'half an answer counts as lost', try: ends('[[broken-json]]', ['saved', 'ask-user answer-lost']) },
  {
    name: 'a proxy’s page after the order counts as lost',
    try: ends('[[html-after]]', ['saved', 'ask-user answer-lost']),
  },
  { name: 'a page instead of an answer is put to the user', try: ends('[[html]]', 'ask-user answer-lost') },
  { name: 'a redirect is not followed', try: ends('[[redirect]]', 'ask-user answer-lost') },
  { name: 'a wrong key stops it before it costs', try: ends('[[401]]', 'paused needs-key') },
  {
    name: 'a locked key sends nothing',
    try: async (subject) => wrong(await follow(subject, { key: { kind: 'locked' } }), 'paused key-locked', 0),
  },
  {
    name: 'an empty account stops it before it costs',
    try: async (subject) => wrong(await follow(subject, { options: { credit: 0 } }), 'paused no-credit'),
  },
  { name: '“later” is waited for, and then sent once', try: survives('[[429:5]]', 2) },
  { name: 'a refusal of the words says so', try: refused('[[refuse]]', ['input'], ['not-charged']) },
  {
    name: 'a refusal of the result says so',
    try: refused('[[moderated-completed]]', ['output', 'input'], ['unknown', 'charged']),
  },
  { name: 'a failure is told as one', try: ends('[[fails]]', 'failed provider-failed') },
  {
    name: '“completed” without a video is no clip',
    try: ends('[[no-video]]', [
      'damaged file-empty',
      'expired result-expired',
      'failed content-refused',
      'paused download-failed',
    ]),
  },
  { name: 'an unknown word means that it runs', try: survives('[[word:pondering]]') },
  { name: 'work that never ends is put to the user', try: isOverdue },
  { name: 'two cuts go on from the last byte', try: survives('[[cut-at:5000]] [[cut-at:90000]]') },
  {
    name: 'a page in the place of the file is no clip',
    try: ends('[[html-as-video]]', 'damaged not-a-video'),
  },
  { name: 'an empty file is no clip', try: ends('[[empty]]', 'damaged file-empty') },
  {
    name: 'a result whose time is over is told so',
    try: ends('[[expired]]', ['expired result-expired', 'failed result-expired', 'damaged file-empty']),
  },
  { name: 'cancels what runs', unless: noCancel, try: cancels },
  { name: 'loses nothing by a cancel that comes to nothing', try: goesOnUncancelled },
  {
    name: 'tells what it cost',
    unless: ({ name }) =>
      ['openrouter', 'xai', 'runway'].includes(name) ? null : 'it does not say: the ledger says so',
    try: tellsCost,
  },
  ...ASKING,
  ...ANSWERING,
  ...FETCHING,
];
