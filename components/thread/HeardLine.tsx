import { Pencil } from 'lucide-react';
import type { Clip } from '@/utils/domain';
import { isolate, t, type MessageKey } from '../i18n';
import { useToBench } from '../job/to-bench';
import type { Trouble } from './understand';
import type { Heard } from './use-wishes';

const EXAMPLES = ['threadExample1', 'threadExample2', 'threadExample3'] as const satisfies MessageKey[];

const TROUBLES: Record<Trouble, MessageKey> = {
  refused: 'askRefused',
  unauthorized: 'askNoKey',
  'no-credit': 'askNoCredit',
  busy: 'askBusy',
  unreachable: 'askUnreachable',
  'bad-answer': 'askBadAnswer',
  'blocked-origin': 'askUnreachable',
  'no-connection': 'askUnreachable',
  'needs-permission': 'askNoPermission',
  'needs-key': 'askNoKey',
  'key-locked': 'askLocked',
  'not-there': 'askUnreachable',
  'needs-click': 'askNotLoaded',
  'download-failed': 'askNotLoaded',
  'too-long': 'askBadAnswer',
  stopped: 'askBadAnswer',
  failed: 'askBadAnswer',
};

/** How the last sentence was taken, where it changed nothing; and what one can do then. */
export function HeardLine(props: {
  heard: Heard;
  record: Clip['record'];
  onExample: (sentence: string) => void;
}) {
  const { heard, record, onExample } = props;
  const toBench = useToBench();
  switch (heard.kind) {
    case 'nothing-yet':
      return null;
    case 'asking':
      return (
        <p className="quiet" role="status">
          {heard.host === '' ? t('threadAskingBrowser') : t('threadAsking', isolate(heard.host))}
        </p>
      );
    case 'nothing-to-change':
      return <p role="status">{t('threadSoAlready')}</p>;
    case 'not-understood':
    case 'trouble':
      return (
        <div className="thread-lost">
          <p role="status">
            {t('threadNotUnderstood')}
            {heard.kind === 'trouble' && ` ${t(TROUBLES[heard.why])}`}
          </p>
          {heard.kind === 'trouble' && heard.words !== '' && (
            <blockquote className="quiet">
              <bdi>{heard.words}</bdi>
            </blockquote>
          )}
          <p className="quiet">{t('threadTry')}</p>
          <div className="actions">
            {EXAMPLES.map((key) => (
              <button key={key} type="button" className="button" onClick={() => onExample(t(key))}>
                {t(key)}
              </button>
            ))}
            {toBench && (
              <button type="button" className="button button-plain" onClick={() => toBench(record)}>
                <Pencil size={14} aria-hidden />
                {t('threadByHand')}
              </button>
            )}
          </div>
        </div>
      );
  }
}
