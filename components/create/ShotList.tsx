import { Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Shot, Storyboard } from '@/utils/domain';
import { seconds } from '../format';
import { locale, t, tn } from '../i18n';
import { unbroken, wordsOf, type Word } from './marks';
import './shot-list.css';

/** The shots one by one: a word pressed is emphasised in the clip, the pencil changes the words. */
export function ShotList(props: {
  storyboard: Storyboard;
  onShot: (shotId: string, text: string) => void;
  onHighlight: (shotId: string, offset: number) => void;
}) {
  const { storyboard, onShot, onHighlight } = props;
  const shots = storyboard.shots.filter((shot) => shot.text !== '');
  if (shots.length === 0) return null;
  return (
    <details className="fold">
      <summary>
        <span>{t('shotsTitle')}</span>
        <span className="quiet">{tn('shots', shots.length)}</span>
      </summary>
      <p className="quiet shots-hint">{t('shotsHint')}</p>
      <ol className="shots">
        {shots.map((shot) => (
          <ShotRow
            key={shot.id}
            shot={shot}
            language={storyboard.language}
            onText={(text) => onShot(shot.id, text)}
            onHighlight={(offset) => onHighlight(shot.id, offset)}
          />
        ))}
      </ol>
    </details>
  );
}

function ShotRow(props: {
  shot: Shot;
  language: string;
  onText: (text: string) => void;
  onHighlight: (offset: number) => void;
}) {
  const { shot, language, onText, onHighlight } = props;
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const done = () => {
    setEditing(false);
    // After the field is gone the keyboard goes on from the pencil.
    requestAnimationFrame(() => pencil.current?.focus());
  };
  const lang = language === 'und' ? undefined : language;
  return (
    <li className="shot">
      {editing ? (
        <textarea
          autoFocus
          dir="auto"
          lang={lang}
          rows={Math.min(6, Math.ceil(shot.text.length / 36) + 1)}
          maxLength={2000}
          defaultValue={shot.text}
          aria-label={t('shotText')}
          onChange={(event) => event.target.value.trim() !== '' && onText(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && done()}
        />
      ) : (
        <p dir="auto" lang={lang}>
          {unbroken(wordsOf(shot.text, language, shot.highlights)).map((group) => (
            <WordGroup key={group[0]?.offset} group={group} onHighlight={onHighlight} />
          ))}
        </p>
      )}
      <span className="quiet shot-time">{seconds(shot.seconds, locale())}</span>
      <button
        ref={pencil}
        type="button"
        className="button button-icon button-plain"
        aria-pressed={editing}
        aria-label={t('editShot')}
        onClick={() => (editing ? done() : setEditing(true))}
      >
        <Pencil size={15} aria-hidden />
      </button>
    </li>
  );
}

function WordGroup({
  group,
  onHighlight,
}: {
  group: readonly Word[];
  onHighlight: (offset: number) => void;
}) {
  if (!group.some((word) => word.isWord)) return group.map((word) => word.text).join('');
  return (
    <span className="word-group">
      {group.map((word) =>
        word.isWord ? (
          <button
            key={word.offset}
            type="button"
            className="word"
            aria-pressed={word.marked}
            onClick={() => onHighlight(word.offset)}
          >
            {word.text}
          </button>
        ) : (
          word.text
        ),
      )}
    </span>
  );
}
