import type { Failure, Job } from '@/utils/domain';
import { timeToSecond } from '../format';
import { locale, t, type MessageKey } from '../i18n';
import { JOB_FACES } from '../trouble/faces';
import { TroubleCard } from '../trouble/TroubleCard';
import { moneyWords } from './money';
import { hostName, nameOf } from './names';
import { Ways } from './Ways';
import './job.css';

const GATES: Record<Failure['gate'], MessageKey> = {
  input: 'gateInput',
  output: 'gateOutput',
  service: 'gateService',
};

/** A job that stopped or asks: what happened, what was kept, what it cost, and the ways out. */
export function JobTrouble(props: { job: Job; named?: boolean; onAgain?: () => void; onBack?: () => void }) {
  const { job, named = false, onAgain, onBack } = props;
  const face = JOB_FACES[job.problem ?? 'render-error'];
  const host = hostName(job);
  return (
    <TroubleCard
      face={face}
      host={host}
      cost={moneyWords(job)}
      name={named ? nameOf(job) : undefined}
      more={<More job={job} host={host} />}
    >
      <Ways job={job} onAgain={onAgain} onBack={onBack} />
    </TroubleCard>
  );
}

/** What is known beyond the problem itself. */
function More({ job, host }: { job: Job; host: string }) {
  const { state, problem, failure, looks, twinOf, updatedAt } = job;
  return (
    <>
      {problem === 'answer-lost' && (
        <p>
          {t(looks > 0 ? 'listWithoutIt' : 'notFoundThere', host)}{' '}
          {/* Shows that a further look was had, when it changes nothing else. */}
          {t('lookedAt', timeToSecond(updatedAt, locale()))}
        </p>
      )}
      {problem === 'content-refused' && failure && <p>{t(GATES[failure.gate])}</p>}
      {failure && (failure.message !== '' || failure.code !== '') && <Quote failure={failure} host={host} />}
      {state === 'damaged' && <p>{t('damagedKept', host)}</p>}
      {twinOf !== null && <p>{t('noteTwin')}</p>}
    </>
  );
}

/** The service's own words, and nothing but words. */
function Quote({ failure, host }: { failure: Failure; host: string }) {
  const { code, message } = failure;
  return (
    <figure className="quote">
      <figcaption>{t('inItsWords', host)}</figcaption>
      <blockquote>
        {message !== '' && <bdi>{message}</bdi>}
        {code !== '' && (
          <code>
            <bdi>{code}</bdi>
          </code>
        )}
      </blockquote>
    </figure>
  );
}
