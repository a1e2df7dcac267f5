import * as v from 'valibot';
import { oneLine, type Failure, type JobProblem } from '@/utils/domain';

/** Moderation, by any of its names. */
const MODERATION =
  /moderat|sentinel|safety|(?<!data )polic(?:y|ies)|nsfw|flagged|content.?filter|content.?violation|prohibited|sensitive.?content|responsible.?ai|(?:usage|community|content) guidelines/i;
/** What is missing is a key, or one that may do this. */
const KEY = /api.?key|auth|credential|token|permission|forbidden|access.?denied|not allowed/i;
/** A model that is no longer there, or never was. */
const RETIRED =
  /(model|version|endpoint|application)(?:[^.]|\.\d){0,80}(not found|not exist|unknown|deprecat|retired|discontinued|shut ?down|no longer|not available|unavailable)|no longer available|no endpoints? found(?! matching your data)|not a valid model/i;
/** A key that is none, where that is told as a bad request: Google and xAI do. */
const BAD_KEY =
  /api.?key[^.]{0,20}(invalid|not valid|expired)|(incorrect|invalid|expired)[^.]{0,10}api.?key/i;
/** An account that has to be filled up first. */
const CREDIT =
  /(insufficient|enough|exhausted|no|any|out of|purchase|used all)( \w+)? (credit|fund|balance)s?\b|insufficient_quota|spending limit|enable billing|billing (account|is)/i;
/** The pictures that came with the order. */
const IMAGE = /image|picture|photo|frame/i;
/** The words of the order, not the pictures made from it. */
const INPUT = /input|prompt/i;

const said = v.union([v.string(), v.number()]);
const part = v.fallback(v.optional(said), undefined);
const ErrorBody = v.object({ code: part, type: part, message: part, msg: part, detail: part });

/** A service's error in its own words; plain text, cut. */
export interface Words {
  code: string;
  message: string;
}

/** The error in a body, in the many shapes it comes in; null: there is none. */
export function wordsIn(json: unknown): Words | null {
  if (typeof json !== 'object' || json === null) return null;
  const { error, detail, errors } = json as { error?: unknown; detail?: unknown; errors?: unknown };
  return wordsOf(error) ?? wordsOf(errors) ?? wordsOf(detail) ?? wordsOf(json);
}

/** `error` itself: a text, an object, or a list of these. */
export function wordsOf(listed: unknown): Words | null {
  // One list deep and no deeper: lists within lists would be followed until the stack is full.
  const error: unknown = Array.isArray(listed) ? listed[0] : listed;
  if (Array.isArray(error)) return null;
  if (typeof error === 'string') return error.trim() === '' ? null : cut('', error);
  if (typeof error !== 'object' || error === null) return null;
  const parsed = v.safeParse(ErrorBody, error);
  if (!parsed.success) return null;
  const { code, type, message, msg, detail } = parsed.output;
  const words = cut(`${code ?? type ?? ''}`, `${message ?? msg ?? detail ?? ''}`);
  return words.code === '' && words.message === '' ? null : words;
}

function cut(code: string, message: string): Words {
  return { code: oneLine(code, 80).slice(0, 80), message: oneLine(message, 290).slice(0, 300) };
}

const text = ({ code, message }: Words): string => `${code} ${message}`;

export const isAboutKeys = (words: Words): boolean => KEY.test(text(words));

export const isBadKey = (words: Words): boolean => BAD_KEY.test(text(words));

export const isAboutCredit = (words: Words): boolean => CREDIT.test(text(words));

export const isAboutRetired = (words: Words): boolean => RETIRED.test(text(words));

/** Refused before anything was made. */
export function refusal(status: number, words: Words): { problem: JobProblem; failure: Failure } {
  const moderated = MODERATION.test(text(words));
  const said = IMAGE.test(text(words)) ? 'image' : 'input';
  const gate = moderated || [400, 413, 415, 422].includes(status) ? said : 'service';
  const failure: Failure = { gate, code: words.code || `${status}`, message: words.message, charged: 'no' };
  return { problem: moderated ? 'content-refused' : 'request-refused', failure };
}

/** Taken on, and come to nothing: it may have been charged unless the service says what it cost. */
export function breakdown(
  words: Words | null,
  told: { status: string; cost: number | null; gate?: Failure['gate'] },
): { problem: JobProblem; failure: Failure } {
  const { code = '', message = '' } = words ?? {};
  const moderated = MODERATION.test(`${code} ${message}`);
  const said = `${code} ${message}`;
  const asked = !INPUT.test(said) ? 'output' : IMAGE.test(said) ? 'image' : 'input';
  const charged = told.cost === null ? 'unknown' : told.cost > 0 ? 'yes' : 'no';
  const gate = told.gate ?? (moderated ? asked : 'service');
  const failure: Failure = { gate, code: code || told.status, message, charged };
  if (moderated) return { problem: 'content-refused', failure };
  return { problem: told.status === 'expired' ? 'result-expired' : 'provider-failed', failure };
}
