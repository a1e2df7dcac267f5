import { ChevronDown } from 'lucide-react';
import type { Connection } from '@/utils/domain';
import { ON_DEVICE } from '@/utils/providers';
import { t } from '../i18n';

/** Who makes the clip: this device, or one of the user's servers. Nothing to choose where there is none. */
export function MadeBy(props: {
  servers: readonly Connection[];
  value: string;
  onChange: (value: string) => void;
}) {
  const { servers, value, onChange } = props;
  return (
    <label className="made-by">
      <span className="hidden-visually">{t('madeBy')}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value={ON_DEVICE.id}>{t('onThisDevice')}</option>
        {servers.map(({ id, name, model }) => (
          <option key={id} value={id}>
            {model === '' ? name : `${name} · ${model}`}
          </option>
        ))}
      </select>
      <ChevronDown size={15} aria-hidden />
    </label>
  );
}
