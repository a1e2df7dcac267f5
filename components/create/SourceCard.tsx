import { Info, X } from 'lucide-react';
import { isCjk, type Source } from '@/utils/domain';
import { locale, t, tn } from '../i18n';
import { COUNTED_NOTICES, NOTICES } from '../trouble/faces';
import { TextEditor } from './TextEditor';
import type { Edit } from './edit';
import './source-card.css';

/** Where the words come from, the words themselves, and what could not be read. */
export function SourceCard(props: {
  source: Source;
  edit: Edit;
  reading: boolean;
  onText: (text: string) => void;
  onRemove: () => void;
}) {
  const { source, edit, reading, onText, onRemove } = props;
  const site = source.site || t('unknownSite');
  return (
    <section className="card source" aria-label={t('source')} aria-busy={reading}>
      <header className="source-top">
        <span className="source-tile" aria-hidden>
          {Array.from(site)[0]?.toLocaleUpperCase()}
        </span>
        <span className="source-where">
          <bdi>{site}</bdi>
          {source.title && (
            <>
              {' · '}
              <bdi>{source.title}</bdi>
            </>
          )}
        </span>
        <button type="button" className="button button-icon button-plain" onClick={onRemove}>
          <X size={16} aria-hidden />
          <span className="hidden-visually">{t('removeSource')}</span>
        </button>
      </header>
      <TextEditor edit={edit} language={source.language} onText={onText} />
      {reading && <p className="quiet source-reading">{t('readingPage')}</p>}
      <Notices source={source} edit={edit} />
    </section>
  );
}

function Notices({ source, edit }: { source: Source; edit: Edit }) {
  const { reduced } = edit.storyboard;
  const lines = source.notices.map(({ code, count = 0 }) =>
    code === 'text-cut' || code === 'hidden-removed' ? tn(COUNTED_NOTICES[code], count) : t(NOTICES[code]),
  );
  if (reduced) {
    const [to, from] = [reduced.to, reduced.from].map((count) => count.toLocaleString(locale()));
    const key = isCjk(source.text) ? 'noticeReducedCharacters' : 'noticeReduced';
    lines.push(t(key, to ?? '', from ?? ''));
  }
  if (lines.length === 0) return null;
  return (
    <ul className="notices" aria-label={t('notices')}>
      {lines.map((line) => (
        <li key={line}>
          <Info size={14} aria-hidden />
          <span>{line}</span>
        </li>
      ))}
    </ul>
  );
}
