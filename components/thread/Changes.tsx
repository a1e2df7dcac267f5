import { ArrowRight, X } from 'lucide-react';
import type { PlanChange } from '@/utils/domain';
import { isolate, t } from '../i18n';
import { fieldWords, valueWords } from './plan-words';

/** What a wish changes, field by field: as it was, and as it will be. Each can be taken back. */
export function Changes(props: {
  changes: readonly PlanChange[];
  /** How many the clip has. */
  shots: number;
  onLeaveOut: (change: PlanChange) => void;
}) {
  const { changes, shots, onLeaveOut } = props;
  return (
    <ul className="thread-changes" aria-label={t('threadWhatChanges')}>
      {changes.map((change) => {
        const { field, shot, before, after } = change;
        const name = fieldWords(change, shots);
        return (
          <li key={`${field} ${shot}`}>
            <span className="thread-name">{name}</span>
            <span className="thread-values">
              <del>
                <span className="hidden-visually">{t('threadBefore')} </span>
                <bdi>{valueWords(field, before)}</bdi>
              </del>{' '}
              <ArrowRight className="thread-arrow" size={13} aria-hidden />{' '}
              <ins>
                <span className="hidden-visually">{t('threadAfter')} </span>
                <bdi>{valueWords(field, after)}</bdi>
              </ins>
            </span>
            <button
              type="button"
              className="button button-icon button-plain"
              aria-label={t('threadLeaveOut', isolate(name))}
              title={t('threadLeaveOut', isolate(name))}
              onClick={() => onLeaveOut(change)}
            >
              <X size={15} aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
