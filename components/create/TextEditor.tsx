import { useMemo } from 'react';
import { MAX_TEXT } from '@/utils/domain';
import { t } from '../i18n';
import type { Edit } from './edit';
import { highlightsIn, runsOf } from './marks';

/**
 * The whole text, to be changed right where it stands. A copy of it lies underneath: it makes the box as tall as
 * the words, and carries the marker strokes, which a textarea cannot draw.
 */
export function TextEditor(props: { edit: Edit; language: string; onText: (text: string) => void }) {
  const { edit, language, onText } = props;
  const runs = useMemo(() => runsOf(edit.text, highlightsIn(edit.text, edit.storyboard)), [edit]);
  return (
    <div className="text-editor">
      <div className="text-editor-copy" aria-hidden dir="auto">
        {runs.map((run) => (run.marked ? <mark key={run.at}>{run.text}</mark> : run.text))}
        {/* A last empty line has no height of its own. */}
        {'\u200b'}
      </div>
      <textarea
        value={edit.text}
        dir="auto"
        lang={language === 'und' ? undefined : language}
        rows={1}
        maxLength={MAX_TEXT}
        spellCheck={false}
        aria-label={t('clipText')}
        placeholder={t('clipTextPlaceholder')}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </div>
  );
}
