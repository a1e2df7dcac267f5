import { PHASES, type Phase } from './phases';

interface Fault {
  /** Which requests it is played at unless `@phase` says otherwise; 'job': written on the job when it is made. */
  at: Phase | 'job';
  /** How often unless `*times` says otherwise. */
  times: number;
}

const once = (at: Phase): Fault => ({ at, times: 1 });
const always = (at: Phase | 'job'): Fault => ({ at, times: Infinity });

/**
 * Everything that can go wrong. In a prompt: `[[name]]`, `[[name:argument]]`, `[[name@phase]]`, `[[name*times]]` or all
 * of it, `[[html:502@poll*3]]`; `*all` for every time. The first block can be played at any phase.
 */
export const FAULTS = {
  /** The connection is cut before anything was done. */
  cut: once('create'),
  /** Nothing is done before `control.release`. */
  hold: once('create'),
  /** Argument: seconds of Retry-After, default 1. */
  '429': once('create'),
  /** The same with a date in Retry-After. */
  '429-date': once('create'),
  /** The flavour's JSON error. Argument: status, default 503. */
  status: once('create'),
  '401': always('create'),
  /** A proxy's page, nothing done. Argument: status, default 502. */
  html: once('create'),
  /** 307 to the same path of the other origin. */
  redirect: once('create'),

  /** Done, and the connection is cut without an answer. */
  'drop-answer': once('create'),
  /** Done; the answer comes at `control.release`. */
  'hold-answer': once('create'),
  /** Done, and the connection is cut before the headers if it had carried a request before: browsers re-send then. */
  'cut-reused': once('create'),
  /** Done, and a proxy's page is answered. Argument: status, default 502. */
  'html-after': once('create'),
  /** Done, and the Video comes with an error's status. Argument: status, default 500. */
  'video-error': once('create'),
  /** Done, and half of the JSON is answered, whole as HTTP goes. */
  'broken-json': once('create'),
  /** Done, and what is answered has no id. */
  'no-id': once('create'),
  /** Moderation before anything is made: HTTP 400, or as the service has it. */
  refuse: always('create'),
  /** The account is empty, this time. */
  'no-credit': once('create'),

  /** Never gets further. Argument: percent, default 40. */
  stall: always('job'),
  /** Never starts. */
  'stay-queued': always('job'),
  /** Takes so many milliseconds instead. */
  takes: always('job'),
  /** Length of its file in bytes. */
  bytes: always('job'),
  /** Ends as failed. Argument: code, default server_error. */
  fails: always('job'),
  /** Ends as failed by moderation. Argument: what was refused: text (default), image or output. */
  moderated: always('job'),
  /** Ends as completed, with moderation's error and without a video. */
  'moderated-completed': always('job'),
  /** Ends as completed, and there is no video. */
  'no-video': always('job'),
  /** Ends as completed, long ago: `expires_at` has passed. Argument: status of the download, default 404. */
  expired: always('job'),
  /** In the list only so many milliseconds after it was made. */
  'listed-after': always('job'),
  /** Never in the list. */
  unlisted: always('job'),
  /** Says this word for its status as long as it runs. */
  word: always('job'),
  /** Ends with this word for its status, and without a video. */
  'ends-as': always('job'),
  /** Gemini: the video comes in the answer itself, whatever was asked for. */
  inline: always('job'),
  /** Gemini: the video stands in `output_video` only, not in the steps. */
  'output-video': always('job'),
  /** Gemini: so many questions about the file find it in preparation; default 1. */
  'file-processing': always('job'),
  /** Gemini: the file could not be prepared. */
  'file-failed': always('job'),
  /** Runway: addresses are good for so many milliseconds only. */
  'url-ttl': always('job'),
  /** Replicate: the output is a list of addresses. */
  'as-list': always('job'),

  /** The list is a 404. */
  'no-list': always('list'),
  /** Every page says there is more, and brings the first one again. */
  'list-loop': always('list'),

  /** Storage says that the signature of the address has expired: 403 and XML. */
  'stale-url': once('content'),

  /** Cut at this byte of the file; default: in the middle. */
  'cut-at': once('content'),
  /** Nothing after this byte of the file before `control.release`. */
  'stuck-at': once('content'),
  /** So many bytes a second, default 20000. */
  drip: once('content'),
  /** Content-Length says so many bytes more than come, default 1000. */
  'long-length': once('content'),
  /** Content-Length says so many bytes less than come, default 1000. */
  'short-length': once('content'),
  /** The file itself ends at this byte; default: in the middle. */
  truncated: always('content'),
  chunked: always('content'),
  /** A chunked body is cut at this byte; default: in the middle. */
  'chunked-cut': once('content'),
  /** No length: the end of the connection is the end of the file. */
  closing: always('content'),
  /** The same, and the end comes at this byte; default: in the middle. */
  'closing-cut': once('content'),
  empty: always('content'),
  /** A page, said to be one. */
  'html-page': always('content'),
  /** A page, said to be a video. */
  'html-as-video': always('content'),
  /** JSON in place of the file. */
  json: always('content'),
  /** The file as application/octet-stream. */
  octet: always('content'),
  /** No end, no length. */
  endless: always('content'),
  /** Packed with gzip: a few kilobytes that become so many megabytes, default 1024. */
  bomb: always('content'),
  'no-range': always('content'),
  /** Another file at every request; If-Range is honoured. */
  changing: always('content'),
  /** Another file at every request; If-Range is not honoured. */
  'changing-rudely': always('content'),
  /** Every request for a part is a 416. */
  '416': always('content'),
  'weak-etag': always('content'),
  'no-etag': always('content'),
} as const satisfies Record<string, Fault>;
export type FaultName = keyof typeof FAULTS;

export interface FaultCall {
  name: FaultName;
  arg: string;
  at: Phase | 'job';
  times: number;
}

const CALL = /^([a-z0-9-]+)(?::([^@*\]]*))?(?:@([a-z]+))?(?:\*(\d+|all))?$/;

const isFault = (name: string): name is FaultName => Object.hasOwn(FAULTS, name);
const isPhase = (name: string): name is Phase => PHASES.some((phase) => phase === name);

/** Reads one call, without brackets. Throws at what it does not know: a misspelt fault would prove nothing. */
export function readFault(written: string): FaultCall {
  const [, name = '', arg = '', at, times] = CALL.exec(written.trim()) ?? [];
  if (!isFault(name)) throw new Error(`There is no fault "${written}".`);
  if (at !== undefined && !isPhase(at)) throw new Error(`There is no phase "${at}".`);
  const fault = FAULTS[name];
  if (at !== undefined && fault.at === 'job') throw new Error(`"${name}" is of the job, not of a phase.`);
  const often = times === undefined ? fault.times : times === 'all' ? Infinity : Number(times);
  return { name, arg, at: at ?? fault.at, times: often };
}

/** Faults written in a prompt, in order. */
export function faultsIn(prompt: string): FaultCall[] {
  return [...prompt.matchAll(/\[\[([^\]]*)\]\]/g)].map((match) => readFault(match[1] ?? ''));
}

/** As it stands in the journal. */
export function nameOf({ name, arg }: FaultCall): string {
  return arg === '' ? name : `${name}:${arg}`;
}

/** The argument as a number. */
export function numberOf(call: FaultCall, fallback: number): number {
  return call.arg === '' ? fallback : Number(call.arg);
}
