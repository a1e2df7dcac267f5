import type { Job } from '@/utils/domain';
import { usd } from '../format';
import { locale, t } from '../i18n';
import { moneyWords } from './money';
import { hostName } from './names';
import { Sure } from './Sure';
import { useTell } from './use-tell';

/** Leaves work that may have been charged; says so first. */
export function GiveUp({ job, label, plain = true }: { job: Job; label: string; plain?: boolean }) {
  const tell = useTell();
  return (
    <Sure
      label={label}
      question={t('giveUpSure', hostName(job), moneyWords(job))}
      yes={t('stopMayCharge')}
      plain={plain}
      onYes={() => void tell(job.id, { type: 'give-up' })}
    />
  );
}

/** Sends the same order once more, after saying what that may cost. */
export function SendAgain({ job }: { job: Job }) {
  const tell = useTell();
  const price = job.attempts.at(-1)?.money.estimate.usd ?? null;
  const sum = price === null ? undefined : usd(price, locale());
  return (
    <Sure
      label={t('sendAgain')}
      question={
        sum === undefined ? t('sendAgainSureUnpriced', hostName(job)) : t('sendAgainSure', hostName(job), sum)
      }
      yes={sum === undefined ? t('sendAgainYes') : t('sendAgainYesFor', sum)}
      onYes={() => void tell(job.id, { type: 'send-again' })}
    />
  );
}
