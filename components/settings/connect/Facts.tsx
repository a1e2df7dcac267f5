import { Coins, ExternalLink, KeyRound, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { isHosted, SERVICES, type HostedId } from '@/utils/providers';
import type { ConnectionKind } from '@/utils/domain';
import { day, usd } from '../../format';
import { isolate, locale, t } from '../../i18n';
import { useServices } from '../../services';
import { hostsOf, type FromPrice } from './offers';

/** What somebody wants to know before connecting a service: price, key, permission. */
export function Facts({ kind, from }: { kind: ConnectionKind; from: FromPrice | undefined }) {
  if (!isHosted(kind)) return null;
  const { keyUrl, pricesUrl } = SERVICES[kind];
  return (
    <ul className="offer-facts">
      <Fact icon={<Coins size={15} aria-hidden />}>
        {from
          ? t('factPrice', usd(from.usd, locale()), day(from.asOf, locale()))
          : t(kind === 'openrouter' ? 'factPriceListed' : 'factPriceUntold')}{' '}
        <Outward url={pricesUrl} label={t('factPricesLink')} />
      </Fact>
      <Fact icon={<KeyRound size={15} aria-hidden />}>
        {t('factKey')} <Outward url={keyUrl} label={t('factKeyLink', isolate(new URL(keyUrl).host))} />
      </Fact>
      <Fact icon={<ShieldCheck size={15} aria-hidden />}>{t('factPermission', hostList(kind))}</Fact>
    </ul>
  );
}

function hostList(kind: HostedId): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(hostsOf(kind).map(isolate));
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li>
      {icon}
      <p className="quiet">{children}</p>
    </li>
  );
}

/** Looks like a link, and opens its page beside the panel. */
function Outward({ url, label }: { url: string; label: string }) {
  const { openPage } = useServices();
  return (
    <button type="button" className="link" onClick={() => void openPage(url)}>
      {label}
      <ExternalLink size={12} aria-hidden />
    </button>
  );
}
