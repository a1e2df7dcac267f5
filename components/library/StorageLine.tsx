import { bytes } from '../format';
import { isolate, locale, t, tn } from '../i18n';
import { useSpace, type Space } from '../live/hooks';
import { useServices } from '../services';

/** How much there is, and where: here and nowhere else. */
export function StorageLine() {
  const space = useSpace();
  const { privacy } = useServices();
  return (
    <footer className="storage-line">
      {/* When it cannot be told, the list above says what the trouble is. */}
      <span>{space.kind === 'ready' && told(space.value)}</span>
      <span>{space.kind === 'ready' && t(privacy === 'memory' ? 'inMemoryOnly' : 'allHere')}</span>
    </footer>
  );
}

function told({ clips, used, quota }: Space): string {
  const size = (value: number) => isolate(bytes(value, locale()));
  const room = used === undefined || quota === undefined ? [] : [t('storageUse', size(used), size(quota))];
  return [tn('clips', clips), ...room].join(' · ');
}
