import { ExternalLink, KeyRound, Pencil, Play, RefreshCw, RotateCcw, Settings } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { handleOf, type Job } from '@/utils/domain';
import { isHosted, SERVICES } from '@/utils/providers';
import { useGoTo } from '../app/screens';
import { isolate, t, type MessageKey } from '../i18n';
import { useServices } from '../services';
import { Claim } from './Claim';
import { CopyId, SaveAsCame } from './file-buttons';
import { hostName } from './names';
import { GiveUp, SendAgain } from './money-buttons';
import { seeStops } from './seen-stops';
import { useToBench } from './to-bench';
import { useContinue } from './use-continue';
import { useTell } from './use-tell';
import { waysOut, type Way } from './ways-out';

// With all that is known of models; only a card that offers it needs that.
const AnotherProvider = lazy(async () => ({
  default: (await import('../elsewhere/AnotherProvider')).AnotherProvider,
}));

interface Props {
  job: Job;
  /** Makes the same clip again, where that costs nothing. */
  onAgain?: (() => void) | undefined;
  /** Back to the words on this very bench. */
  onBack?: (() => void) | undefined;
}

/** The buttons of a job that stopped or asks. */
export function Ways(props: Props) {
  return waysOut(props.job).map((way) => <WayButton key={way} way={way} {...props} />);
}

function WayButton({ way, job, onAgain, onBack }: Props & { way: Way }) {
  const tell = useTell();
  const goOn = useContinue();
  const goTo = useGoTo();
  const toBench = useToBench();
  /** Whoever goes on from it has seen it. */
  const onwards = (go: () => void) => {
    seeStops([job.id]);
    go();
  };
  switch (way) {
    case 'check-again':
      return (
        <button type="button" className="button" onClick={() => void tell(job.id, { type: 'check-again' })}>
          <RefreshCw size={15} aria-hidden />
          {t(job.problem === 'overdue' ? 'keepWaiting' : 'checkAgain')}
        </button>
      );
    case 'claim':
      return (
        <Claim host={hostName(job)} onClaim={(handle) => void tell(job.id, { type: 'claim', handle })} />
      );
    case 'send-again':
      return <SendAgain job={job} />;
    case 'give-up':
      return <GiveUp job={job} label={t('giveUp')} />;
    case 'continue':
      return (
        <button type="button" className="button" onClick={() => void goOn(job)}>
          <Play size={14} aria-hidden />
          {t('continueJob')}
        </button>
      );
    case 'cancel':
      return (
        <button
          type="button"
          className="button button-plain"
          onClick={() => void tell(job.id, { type: 'cancel' })}
        >
          {t('cancel')}
        </button>
      );
    case 'settings':
      return goTo ? (
        <button type="button" className="button" onClick={() => goTo('settings')}>
          <Settings size={15} aria-hidden />
          {t(job.problem === 'key-locked' ? 'toUnlock' : 'toSettings')}
        </button>
      ) : null;
    case 'service':
      return <ToService job={job} />;
    case 'elsewhere':
      return (
        <Suspense>
          <AnotherProvider job={job} onSeen={() => seeStops([job.id])} />
        </Suspense>
      );
    case 'allow':
      return <Allow job={job} onAllowed={() => void goOn(job)} />;
    case 'make-again':
      return onAgain ? (
        <button type="button" className="button" onClick={() => onwards(onAgain)}>
          <RotateCcw size={15} aria-hidden />
          {t('tryAgain')}
        </button>
      ) : null;
    case 'change-words': {
      const back = onBack ?? (toBench && (() => toBench(job)));
      return back ? (
        <button type="button" className="button" onClick={() => onwards(back)}>
          <Pencil size={15} aria-hidden />
          {t(backLabel(job))}
        </button>
      ) : null;
    }
    case 'copy-id':
      return <CopyId handle={handleOf(job)} />;
    case 'save-as-came':
      return <SaveAsCame job={job} />;
  }
}

/** Where the words were at fault, they are to be changed; else they may be sent again as they are. */
function backLabel({ request, problem }: Job): MessageKey {
  if (request.providerId === 'on-device') return 'changeClip';
  return problem === 'content-refused' || problem === 'request-refused' ? 'changeWords' : 'backToWords';
}

/** Where an account gets its credit; a server of one's own has no such page. */
function ToService({ job: { request } }: { job: Job }) {
  const { openPage } = useServices();
  const { providerId } = request;
  if (providerId === 'on-device' || !isHosted(providerId)) return null;
  const { name, keyUrl } = SERVICES[providerId];
  return (
    <button type="button" className="button" onClick={() => void openPage(new URL(keyUrl).href)}>
      <ExternalLink size={15} aria-hidden />
      {t('toService', isolate(name))}
    </button>
  );
}

function Allow({ job, onAllowed }: { job: Job; onAllowed: () => void }) {
  const { askOrigin } = useServices();
  const [refused, setRefused] = useState(false);
  if (job.request.providerId === 'on-device') return null;
  const wanted = job.wantsHost ?? job.request.baseUrl;
  const ask = () => {
    // First in the click: after any await the browser no longer takes it for the user's own wish.
    const granted = askOrigin(wanted);
    const answered = (yes: boolean) => (yes ? onAllowed() : setRefused(true));
    granted.then(answered, () => answered(false));
  };
  return (
    <>
      <button type="button" className="button" onClick={ask}>
        <KeyRound size={15} aria-hidden />
        {t('allowAccess', isolate(new URL(wanted).hostname))}
      </button>
      {refused && (
        <p className="ways-word" role="status">
          {t('imageRefused')}
        </p>
      )}
    </>
  );
}
