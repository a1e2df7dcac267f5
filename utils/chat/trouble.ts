import * as v from 'valibot';
import { oneLine, spellingsOf } from '@/utils/domain';

/** Why there is no answer, each with its own card. */
type ChatTrouble =
  /** The model, or who runs it, did not want to. */
  | 'refused'
  | 'unauthorized'
  | 'no-credit'
  | 'busy'
  | 'unreachable'
  /** It answered, and not with a Plan. */
  | 'bad-answer'
  /** A server of one's own that takes no questions from a browser extension yet. */
  | 'blocked-origin';

export interface ChatFailure {
  kind: ChatTrouble;
  /** Their words, as plain text, without anything that looks like a key; may be empty. */
  message: string;
}

const said = v.fallback(v.optional(v.union([v.string(), v.number()])), undefined);
const ErrorWords = v.object({ code: said, type: said, message: said });

const CREDIT =
  /insufficient_quota|insufficient.{0,12}(?:credit|fund|balance|quota)|billing|payment|out of credit/i;
const MODERATION = /moderat|content.?(?:filter|policy)|safety|prohibited|policy.?violation/i;
const KEY = /api.?key|unauthori[sz]ed|credential/i;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
/** Names that keys begin with. */
const KEY_SHAPE = /\b(?:sk|rk|pk|xai|AIza|gsk|key|Bearer)[-_ ]?[\w*.-]{6,}/g;
const MOST_WORDS = 300;

/** An error in the words of who sent it; one under the status 200 says its own. */
export function troubleOf(
  { status: sent, body }: { status: number; body: string | null },
  { baseUrl, key }: { baseUrl: string; key: string | null },
): ChatFailure {
  const { words, code } = wordsIn(body);
  const status = sent === 200 ? code : sent;
  const message = withoutKeys(words, key);
  const kind = ((): ChatTrouble => {
    // Ollama answers an origin it does not know with a bare 403, and asks nobody for a key.
    if (status === 403 && (key === null || LOOPBACK.test(new URL(baseUrl).hostname))) return 'blocked-origin';
    if (MODERATION.test(words)) return 'refused';
    if (status === 402 || CREDIT.test(words)) return 'no-credit';
    if (status === 401 || status === 403 || (status === 400 && KEY.test(words))) return 'unauthorized';
    if (status === 408 || status === 429 || status >= 500) return 'busy';
    return 'bad-answer';
  })();
  return { kind, message };
}

/** The words of an error in one of the shapes that these servers use. */
function wordsIn(body: string | null): { words: string; code: number } {
  const json = jsonOf(body ?? '');
  const { error, detail } = (typeof json === 'object' && json !== null ? json : {}) as Record<
    string,
    unknown
  >;
  const told = Array.isArray(json)
    ? (json[0] as { error?: unknown } | undefined)?.error
    : (error ?? detail ?? json);
  if (typeof told === 'string') return { words: told, code: 0 };
  const parsed = v.safeParse(ErrorWords, told);
  if (!parsed.success) return { words: '', code: 0 };
  const { code, type, message } = parsed.output;
  const words = [message, code ?? type].filter((part) => part !== undefined).join(' · ');
  return { words, code: Number(code) || 0 };
}

/** Undefined: it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Services repeat a key that they do not know. */
export function withoutKeys(words: string, key: string | null): string {
  const masked = key === null || key === '' ? words : words.replace(spellingsOf(key), '…');
  return oneLine(masked.replace(KEY_SHAPE, '…'), MOST_WORDS);
}
