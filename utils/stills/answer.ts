import * as v from 'valibot';
import type { Failure, JobProblem, StillProblem } from '@/utils/domain';
import { breakdown, verdictOn, wordsIn, type Heard } from '@/utils/providers/runtime';
import { bytesOfDataUrl, MAX_IMAGE_BYTES } from '@/utils/source';
import { pictureFrom, type NoPicture } from './picture';

/** What an answer proves. */
export type StillAnswer =
  | { kind: 'picture'; picture: Blob }
  /** Made, and to be fetched there. */
  | { kind: 'address'; url: string }
  /** Taken on, and nothing usable came of it: it may have been charged. */
  | { kind: 'spoiled'; problem: StillProblem; failure: Failure | null }
  /** Nothing was taken on. */
  | { kind: 'refused'; problem: StillProblem; failure: Failure | null }
  /** Nobody knows. */
  | { kind: 'lost' };

/** Characters; nothing longer is ever asked for. */
const MAX_URL = 8192;

const Pictures = v.object({
  data: v.pipe(
    v.array(v.object({ b64_json: v.nullish(v.string(), ''), url: v.nullish(v.string(), '') })),
    v.minLength(1),
  ),
});

/** Reads the answer to the one order. Only what proves that nothing was taken on is a refusal. */
export function readAnswer(heard: Heard, now: number): StillAnswer {
  if (heard.kind === 'answer' && heard.status >= 200 && heard.status < 300) return madeIn(heard);
  const verdict = verdictOn(heard, now, { accepted: () => null });
  switch (verdict.kind) {
    case 'refused':
      return { kind: 'refused', problem: problemOf(verdict.problem), failure: verdict.failure };
    case 'blocked':
      return { kind: 'refused', problem: problemOf(verdict.problem), failure: null };
    case 'later':
      return { kind: 'refused', problem: 'rate-limited', failure: null };
    default:
      return { kind: 'lost' };
  }
}

function madeIn({ form, json }: Heard & { kind: 'answer' }): StillAnswer {
  // Cut off, a proxy's page, nothing at all: what was made, if it was, is not in it.
  if (form !== 'json') return { kind: 'lost' };
  const parsed = v.safeParse(Pictures, json);
  const [first] = parsed.success ? parsed.output.data : [];
  if (first?.b64_json) return read(`data:;base64,${withoutHeader(first.b64_json)}`);
  if (first?.url?.startsWith('data:')) return read(first.url);
  if (first?.url) {
    // It is kept in the still's row.
    if (first.url.length > MAX_URL) return { kind: 'spoiled', problem: 'picture-address', failure: null };
    return { kind: 'address', url: first.url };
  }
  const words = wordsIn(json);
  if (!words) return { kind: 'spoiled', problem: 'no-picture', failure: null };
  const { problem, failure } = breakdown(words, { status: '200', cost: null });
  return { kind: 'spoiled', problem: problemOf(problem), failure };
}

/** Some send the whole of a data address in the place of its bytes. */
const withoutHeader = (base64: string): string => base64.replace(/^data:[^,]{0,100},/, '');

function read(dataUrl: string): StillAnswer {
  const found = bytesOfDataUrl(dataUrl, MAX_IMAGE_BYTES);
  if (!found.ok) return spoiled(found.problem === 'too-large' ? 'picture-too-large' : 'no-picture');
  const picture = pictureFrom(found.bytes);
  return picture instanceof Blob ? { kind: 'picture', picture } : spoiled(picture);
}

const spoiled = (problem: NoPicture): StillAnswer => ({ kind: 'spoiled', problem, failure: null });

/** Problems of clips, as those of stills. */
function problemOf(problem: JobProblem): StillProblem {
  switch (problem) {
    case 'needs-key':
    case 'no-credit':
    case 'model-retired':
    case 'content-refused':
    case 'provider-failed':
    case 'no-connection':
      return problem;
    default:
      return 'request-refused';
  }
}
