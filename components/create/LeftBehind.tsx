import { Undo2, X } from 'lucide-react';
import type { Draft } from '@/utils/domain';
import { isolate, t } from '../i18n';
import { keptEdit } from './kept-edits';

/** One line over the bench: words typed for the selection before are still there, and the way back to them. */
export function LeftBehind(props: { draft: Draft; onBack: () => void; onForget: () => void }) {
  const { draft, onBack, onForget } = props;
  const edit = keptEdit(String(draft.at))?.edit;
  const words = (edit?.prompt ?? edit?.text ?? '').slice(0, 80);
  return (
    <div className="strip" role="status">
      <span className="strip-text">{t('editKept', isolate(words))}</span>
      <button type="button" className="button" onClick={onBack}>
        <Undo2 size={15} aria-hidden />
        {t('goBack')}
      </button>
      <button
        type="button"
        className="button button-icon button-plain"
        aria-label={t('close')}
        onClick={onForget}
      >
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}
