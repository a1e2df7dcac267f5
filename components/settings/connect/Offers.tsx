import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Connection, ConnectionKind } from '@/utils/domain';
import type { Table } from '@/utils/providers';
import { usd } from '../../format';
import { locale, t } from '../../i18n';
import { useTable } from '../../live/use-table';
import { ConnectForm } from './ConnectForm';
import { Facts } from './Facts';
import { ABOUT, fromPrice, offerName, OFFERS, type FromPrice } from './offers';

/** Everything that can be connected, one card each; the one that is opened has its form in it. */
export function Offers({ onClose }: { onClose: (saved?: Connection) => void }) {
  const [open, setOpen] = useState<ConnectionKind>();
  const table = useTable();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="offers" onKeyDown={(event) => event.key === 'Escape' && open === undefined && onClose()}>
      <h3 ref={title} tabIndex={-1}>
        {t('addServer')}
      </h3>
      <ul className="server-list">
        {OFFERS.map((kind) => (
          <li key={kind}>
            <Offer
              kind={kind}
              from={cheapest(table, kind)}
              open={open === kind}
              onOpen={(wanted) => setOpen(wanted ? kind : undefined)}
              onSaved={onClose}
            />
          </li>
        ))}
      </ul>
      {/* An open form has its own. */}
      {open === undefined && (
        <div className="actions">
          <button type="button" className="button button-plain" onClick={() => onClose()}>
            {t('cancel')}
          </button>
        </div>
      )}
    </div>
  );
}

function Offer(props: {
  kind: ConnectionKind;
  from: FromPrice | undefined;
  open: boolean;
  onOpen: (open: boolean) => void;
  onSaved: (saved: Connection) => void;
}) {
  const { kind, from, open, onOpen, onSaved } = props;
  const id = useId();
  const head = useRef<HTMLButtonElement>(null);
  return (
    <article className="card offer" aria-labelledby={`${id}-name`} data-offer={kind}>
      <h4>
        <button
          type="button"
          className="offer-head"
          aria-expanded={open}
          aria-controls={open ? `${id}-body` : undefined}
          aria-describedby={`${id}-about`}
          ref={head}
          onClick={() => onOpen(!open)}
        >
          <span className="offer-name" id={`${id}-name`}>
            {offerName(kind)}
          </span>
          <span className="quiet offer-price">{priceOf(kind, from)}</span>
          <ChevronDown size={16} aria-hidden />
        </button>
      </h4>
      <p className="quiet" id={`${id}-about`}>
        {t(ABOUT[kind])}
      </p>
      {open && (
        <div className="offer-body" id={`${id}-body`}>
          <Facts kind={kind} from={from} />
          <ConnectForm
            kind={kind}
            onClose={(saved) => {
              if (saved) return onSaved(saved);
              onOpen(false);
              head.current?.focus();
            }}
          />
        </div>
      )}
    </article>
  );
}

function priceOf(kind: ConnectionKind, from: FromPrice | undefined): string {
  if (kind === 'openai-videos') return t('offerOwnPrice');
  if (kind === 'chat') return t('offerChatPrice');
  if (from) return t('offerFrom', usd(from.usd, locale()));
  return t(kind === 'openrouter' ? 'offerListsPrices' : 'priceUnknown');
}

function cheapest(table: Table | undefined, kind: ConnectionKind): FromPrice | undefined {
  if (kind === 'chat' || kind === 'openai-videos') return undefined;
  return fromPrice(table?.services[kind] ?? [], Date.now());
}
