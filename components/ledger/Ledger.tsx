import { Download } from 'lucide-react';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { ledgerCsv, ledgerJson } from '@/utils/budget';
import type { LedgerRow } from '@/utils/domain';
import { dateTime } from '../format';
import { locale, t, tn } from '../i18n';
import { useWeek } from '../live/money-hooks';
import { useServices } from '../services';
import { StorageCard } from '../trouble/TroubleCard';
import { useSay } from '../ui/Toasts';
import { Table, type Column } from '../ui/Table';
import { chargeWords, estimateWords } from './money-words';
import { saveFile } from './save-file';
import { LedgerPages } from './ledger-pages';
import { weekLine } from './week-line';

/** What clips have cost, or may have: the week in a line, the whole as a table and as a file. */
export function Spending() {
  const week = useWeek();
  const [open, setOpen] = useState(false);
  return (
    <>
      {week.kind === 'ready' && (
        <p className="settings-line" data-testid="week">
          {weekLine(week.value, { locale: locale(), t, unpriced: (count) => tn('moneyUnpriced', count) })}
        </p>
      )}
      {week.kind === 'trouble' && <StorageCard error={week.error} onRetry={() => void week.refresh()} />}
      <details className="fold ledger" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span>{t('ledger')}</span>
          <span className="quiet">{t('ledgerHint')}</span>
        </summary>
        {open && <LedgerTable />}
      </details>
      <Downloads />
    </>
  );
}

const COLUMNS = (): Column<LedgerRow>[] => [
  { key: 'time', label: t('ledgerTime'), cell: ({ at }) => dateTime(at, locale()) },
  {
    key: 'where',
    label: t('ledgerWhere'),
    cell: ({ host, model }) => (
      <>
        <bdi>{host || t('thisDevice')}</bdi>
        {model !== '' && (
          <div className="quiet">
            <bdi>{model}</bdi>
          </div>
        )}
      </>
    ),
  },
  { key: 'estimate', label: t('ledgerEstimate'), cell: (row) => estimateWords(row, locale()), numeric: true },
  { key: 'charge', label: t('ledgerCharge'), cell: (row) => chargeWords(row, locale()), numeric: true },
];

function LedgerTable() {
  const { store, onChange } = useServices();
  const pages = useMemo(() => new LedgerPages(store.ledger.page, onChange), [store, onChange]);
  const { rows, more, loading, trouble } = useSyncExternalStore(pages.subscribe, pages.snapshot);
  return (
    <div className="ledger-body" aria-busy={loading}>
      {trouble !== undefined && <StorageCard error={trouble} onRetry={() => void pages.refresh()} />}
      {rows.length > 0 && (
        <Table caption={t('ledger')} columns={COLUMNS()} rows={rows} keyOf={({ id }) => id} />
      )}
      {rows.length === 0 && !loading && trouble === undefined && <p className="quiet">{t('ledgerEmpty')}</p>}
      {more && (
        <button
          type="button"
          className="button"
          aria-disabled={loading}
          onClick={() => void pages.loadMore()}
        >
          {t('showOlder')}
        </button>
      )}
    </div>
  );
}

const FILES = {
  csv: { write: ledgerCsv, type: 'text/csv;charset=utf-8' },
  json: { write: ledgerJson, type: 'application/json' },
} as const;

function Downloads() {
  const { store } = useServices();
  const say = useSay();
  const save = async (kind: keyof typeof FILES) => {
    try {
      const { write, type } = FILES[kind];
      const day = new Date().toISOString().slice(0, 10);
      saveFile(`Pagereel ledger ${day}.${kind}`, new Blob([write(await store.ledger.all())], { type }));
    } catch {
      say(t('ledgerSaveFailed'));
    }
  };
  return (
    <div className="actions">
      {(['csv', 'json'] as const).map((kind) => (
        <button key={kind} type="button" className="button" onClick={() => void save(kind)}>
          <Download size={15} aria-hidden />
          {t('saveAs', kind.toUpperCase())}
        </button>
      ))}
    </div>
  );
}
