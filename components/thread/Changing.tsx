import { ArrowUp, Undo2 } from 'lucide-react';
import { useId, useMemo, useRef } from 'react';
import type { ServiceRequest } from '@/utils/domain';
import { hostOf } from '@/utils/domain';
import { isolate, t, tn, type MessageKey } from '../i18n';
import { Changes } from './Changes';
import { planNow, wishNow } from './draft';
import { HeardLine } from './HeardLine';
import { OrderButton } from './OrderButton';
import { useGround, useOrderApproval } from './use-order-approval';
import type { Wishes } from './use-wishes';
import { planBefore, type Made, type Place } from './made';
import { fieldWords } from './plan-words';
import { tellingOf, type Telling } from './telling';
import { versionOf } from './version';

/** Says what should change, shows what of the clip's plan that changes, and makes the version. */
export function Changing(props: {
  made: Made;
  place: Place;
  wishes: Wishes;
  busy: boolean;
  onMake: (request: ServiceRequest) => void;
}) {
  const { made, place, wishes, busy, onMake } = props;
  const { changes, draft, heard, editor } = wishes;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [ground, setGround] = useGround();
  const before = useMemo(() => planBefore(made), [made]);
  const some = changes.length > 0;
  const request = useMemo(
    () =>
      some
        ? versionOf(made, place, { plan: planNow(draft, before), wish: wishNow(draft), ground })
        : undefined,
    [made, place, draft, before, ground, some],
  );
  const telling = useMemo(
    () => (some ? tellingOf(made, place, planNow(draft, before)) : undefined),
    [made, place, draft, before, some],
  );
  const source = made.clip.record.source;
  const approving = useOrderApproval(source, request ?? undefined, place.connection.quick, onMake);
  return (
    <>
      <form
        className="thread-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (wishes.typed.trim() !== '') void wishes.say(wishes.typed);
          // Enter leads on to the button with the price, and never past it.
          else if (some) button.current?.focus();
        }}
      >
        <label htmlFor={id}>{t('thread')}</label>
        <span className="thread-field">
          <input
            id={id}
            dir="auto"
            autoComplete="off"
            maxLength={500}
            placeholder={t('threadExamples')}
            aria-describedby={`${id}-hint`}
            value={wishes.typed}
            onChange={(event) => wishes.type(event.target.value)}
          />
          <button
            type="submit"
            className="button button-icon"
            aria-label={t('threadSay')}
            title={t('threadSay')}
            aria-disabled={wishes.typed.trim() === '' || heard.kind === 'asking'}
          >
            <ArrowUp size={17} aria-hidden />
          </button>
        </span>
        {editor?.kind === 'chat' && (
          <p className="quiet" id={`${id}-hint`}>
            {t('threadAsks', isolate(new URL(editor.connection.baseUrl).host))}
          </p>
        )}
      </form>
      <p className="hidden-visually" role="status">
        {some ? tn('threadChanges', changes.length) : ''}
      </p>
      <HeardLine heard={heard} record={made.clip.record} onExample={(example) => void wishes.say(example)} />
      {some && <Changes changes={changes} shots={before.shots.length} onLeaveOut={wishes.leaveOut} />}
      {draft.steps.length > 0 && (
        <button type="button" className="button button-plain thread-undo" onClick={wishes.undo}>
          <Undo2 size={15} aria-hidden />
          {t('threadUndo')}
        </button>
      )}
      {telling && (
        <>
          {telling.saysAny && <p className="quiet">{t(...howOf(made, place, telling))}</p>}
          {telling.untold.length > 0 && <p role="status">{untoldWords(telling, before.shots.length)}</p>}
          {request === null && telling.saysAny && <p role="status">{t('threadTooLong')}</p>}
          <OrderButton
            label={t('threadMake')}
            source={source}
            request={request ?? undefined}
            approving={approving}
            busy={busy}
            onGround={setGround}
            button={button}
          />
        </>
      )}
    </>
  );
}

/** How the version comes about, told plainly. */
function howOf(made: Made, place: Place, { work }: Telling): [MessageKey, ...string[]] {
  if (work.kind !== 'new') return ['threadByEdit', isolate(hostOf(made.request))];
  return [place.card.seed && made.request.seed !== null ? 'threadAnewSeed' : 'threadAnew'];
}

/** What is shown as a change, and cannot be asked for there. */
function untoldWords({ untold, saysAny }: Telling, shots: number): string {
  if (!saysAny) return t('threadUntoldAll');
  return t('threadUntold', [...new Set(untold.map((change) => fieldWords(change, shots)))].join(', '));
}
