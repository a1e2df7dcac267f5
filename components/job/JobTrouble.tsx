import { handleOf, isRebuilt, type Job } from '@/utils/domain';
import { timeToSecond } from '../format';
import { isolate, locale, t } from '../i18n';
import { JOB_FACES } from '../trouble/faces';
import { TroubleCard } from '../trouble/TroubleCard';
import { moneyWords } from './money';
import { hostName, nameOf } from './names';
import { Quote } from './Quote';
import { isDecided, Verdict } from './Verdict';
import { Ways } from './Ways';
import './job.css';

/** A job that stopped or asks: what happened, what was kept, what it cost, and the ways out. */
export function JobTrouble(props: { job: Job; named?: boolean; onAgain?: () => void; onBack?: () => void }) {
  const { job, named = false, onAgain, onBack } = props;
  const face = JOB_FACES[job.problem ?? 'render-error'];
  const host = hostName(job);
  // Files may lie elsewhere than where they were ordered.
  const wanted = job.problem === 'needs-permission' && job.wantsHost;
  return (
    <TroubleCard
      face={face}
      host={wanted ? isolate(new URL(wanted).host) : host}
      // A verdict says it in its place.
      cost={isDecided(job) ? null : moneyWords(job)}
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
        <p role={isMistyped(job) ? 'status' : undefined}>
          {isMistyped(job) && `${t('claimUnknown', host)} `}
          {t(looks > 0 ? 'listWithoutIt' : 'notFoundThere', host)}{' '}
          {/* Shows that a further look was had, when it changes nothing else. */}
          {t('lookedAt', timeToSecond(updatedAt, locale()))}
        </p>
      )}
      {isDecided(job) && <Verdict job={job} />}
      {failure && (failure.message !== '' || failure.code !== '') && <Quote failure={failure} host={host} />}
      {state === 'damaged' && <p>{t('damagedKept', host)}</p>}
      {twinOf !== null && <p>{t('noteTwin')}</p>}
    </>
  );
}

/** The user gave a number for it, and the server did not know it: work was followed after the last sending, under no name now. */
function isMistyped(job: Job): boolean {
  const { state, problem, newsAt, request, attempts } = job;
  const sentAt = attempts.at(-1)?.startedAt;
  const isAsked = state === 'ask-user' && problem === 'answer-lost' && handleOf(job) === '';
  return isAsked && !isRebuilt(request) && sentAt !== undefined && newsAt > sentAt;
}
