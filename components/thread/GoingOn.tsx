import { useId, useMemo, useState } from 'react';
import { hostOf, nearestSeconds, type ModelCard, type ServiceRequest } from '@/utils/domain';
import { seconds } from '../format';
import { isolate, locale, t } from '../i18n';
import { OrderButton } from './OrderButton';
import { useOrderApproval } from './use-order-approval';
import type { Wishes } from './use-wishes';
import type { Made, Place } from './made';
import { extensionOf } from './version';

/** Goes on from the end of a clip: what happens next, and for how long. */
export function GoingOn(props: {
  made: Made;
  place: Place;
  wishes: Wishes;
  busy: boolean;
  onMake: (request: ServiceRequest) => void;
}) {
  const { made, place, wishes, busy, onMake } = props;
  const { card, connection } = place;
  const id = useId();
  const [length, setLength] = useState(() => nearestSeconds(card, made.request.seconds));
  const wish = wishes.typed.trim();
  const request = useMemo(
    () => extensionOf(made, place, { wish, seconds: length }),
    [made, place, wish, length],
  );
  const approving = useOrderApproval(made.clip.record.source, request, connection.quick, onMake);
  return (
    <>
      <label className="thread-form">
        <span>{t('threadNext')}</span>
        <textarea
          className="field-words"
          dir="auto"
          rows={2}
          maxLength={500}
          placeholder={t('threadNextExample')}
          value={wishes.typed}
          onChange={(event) => wishes.type(event.target.value)}
        />
      </label>
      <label className="thread-length" htmlFor={id}>
        <span className="choice-label">{t('length')}</span>
        <select id={id} value={length} onChange={(event) => setLength(Number(event.target.value))}>
          {lengthsOf(card).map((each) => (
            <option key={each} value={each}>
              {t('threadMore', seconds(each, locale()))}
            </option>
          ))}
        </select>
      </label>
      <p className="quiet">{t('threadByExtend', isolate(hostOf(made.request)))}</p>
      <OrderButton
        label={t('threadGoOn')}
        source={made.clip.record.source}
        request={request}
        approving={approving}
        busy={busy}
        onGround={() => undefined}
      />
    </>
  );
}

/** Of a range, whole seconds are enough to choose from. */
function lengthsOf({ seconds: offered }: ModelCard): number[] {
  if (offered.kind === 'list') return offered.values;
  const step = Math.max(offered.step, 1);
  const count = Math.floor((offered.max - offered.min) / step) + 1;
  return Array.from({ length: count }, (_, i) => offered.min + i * step);
}
