import type { Failure, Job, JobProblem } from '@/utils/domain';
import { isHosted, SERVICES } from '@/utils/providers';
import { isolate, t, type MessageKey } from '../i18n';
import { moneyWords } from './money';
import { hostName } from './names';

type Gate = Failure['gate'];

const GATES: Record<Gate, MessageKey> = {
  input: 'gateInput',
  image: 'gateImage',
  output: 'gateOutput',
  service: 'gateService',
};
/** What one may change, by what was refused. */
const ADVICE: Record<Gate, MessageKey> = {
  input: 'adviceInput',
  image: 'adviceImage',
  output: 'adviceOutput',
  service: 'adviceService',
};

/** Ends that somebody there decided on. */
const DECISIONS = new Set<JobProblem>([
  'content-refused',
  'request-refused',
  'provider-failed',
  'model-retired',
  'other-form',
]);

/** Whether the service itself said no, or gave up. */
export function isDecided({ state, problem, request }: Job): boolean {
  return (
    state === 'failed' && problem !== null && DECISIONS.has(problem) && request.providerId !== 'on-device'
  );
}

/** A refusal or a failure, line by line: what was refused, who decided, what it cost, what is kept, what one may change. */
export function Verdict({ job }: { job: Job }) {
  const { failure, problem } = job;
  const refused = problem === 'content-refused' ? (failure?.gate ?? 'service') : null;
  const lines: [label: MessageKey, words: string][] = [
    ...(refused ? [['verdictWhat', t(GATES[refused])] as [MessageKey, string]] : []),
    ['verdictWho', whoDecided(job)],
    ['verdictCost', `${chargedWord(job)}${moneyWords(job)}`],
    ['verdictKept', t(job.source.images.length > 0 ? 'keptWithPictures' : 'keptWords')],
    ['verdictChange', t(refused ? ADVICE[refused] : adviceFor(problem))],
  ];
  return (
    <dl className="verdict">
      {lines.map(([label, words]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** "fal (queue.fal.run)"; a server of one's own by its host. */
function whoDecided(job: Job): string {
  const { providerId } = job.request;
  const host = hostName(job);
  return providerId !== 'on-device' && isHosted(providerId)
    ? t('serviceAt', isolate(SERVICES[providerId].name), host)
    : host;
}

/** Where it told nothing of the charge; what it did tell, the sentence on the money says already. */
function chargedWord({ failure }: Job): string {
  return failure?.charged === 'unknown' ? `${t('costNotTold')} · ` : '';
}

function adviceFor(problem: JobProblem | null): MessageKey {
  if (problem === 'model-retired') return 'adviceRetired';
  if (problem === 'other-form') return 'adviceForm';
  return problem === 'request-refused' ? 'adviceRequest' : 'adviceFailed';
}
