import { Check, Crop, ImageOff, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { parsedUrl } from '@/utils/source';
import type { SourceImage } from '@/utils/domain';
import { isolate, t } from '../i18n';
import { useBlobUrl } from '../live/use-blob-url';
import { useServices } from '../services';
import { IMAGE_REASONS } from '../trouble/faces';
import './pictures.css';

/** The Source's pictures: those at hand can be left out; those not read say why, and what can be done. */
export function Pictures(props: {
  images: readonly SourceImage[];
  leftOut: readonly string[];
  windowId: number;
  /** The tab is known, so what it shows can be cut out. */
  canCrop: boolean;
  onToggle: (image: SourceImage) => void;
}) {
  const { images, leftOut, windowId, canCrop, onToggle } = props;
  const ready = images.filter((image) => image.state.kind === 'ready');
  const unread = images.filter((image) => image.state.kind === 'unread');
  if (images.length === 0) return null;
  return (
    <section className="pictures" aria-label={t('pictures')}>
      {ready.length > 0 && (
        <ul className="pictures-row">
          {ready.map((image) => (
            <li key={image.id}>
              <Thumb image={image} used={!leftOut.includes(image.id)} onToggle={() => onToggle(image)} />
            </li>
          ))}
        </ul>
      )}
      {unread.map((image) => (
        <Unread key={image.id} image={image} windowId={windowId} canCrop={canCrop} />
      ))}
    </section>
  );
}

function Thumb({ image, used, onToggle }: { image: SourceImage; used: boolean; onToggle: () => void }) {
  const { store } = useServices();
  const url = useBlobUrl(store.images.get, image.id);
  const name = image.alt || image.caption || t('pictureUnnamed');
  return (
    <button type="button" className="thumb" aria-pressed={used} onClick={onToggle} title={name}>
      {url && <img src={url} alt="" />}
      {used && <Check className="thumb-used" size={13} strokeWidth={3} aria-hidden />}
      <span className="hidden-visually">{t('usePicture', isolate(name))}</span>
    </button>
  );
}

function Unread(props: { image: SourceImage; windowId: number; canCrop: boolean }) {
  const { image, windowId, canCrop } = props;
  const services = useServices();
  const [wish, setWish] = useState<{ of: SourceImage; kind: 'waiting' | 'refused' }>();
  // The answer to a wish is a new row: then the old wish is over, whatever came of it.
  const asked = wish?.of === image ? wish.kind : 'no';
  if (image.state.kind !== 'unread') return null;
  const { problem } = image.state;
  const { protocol, hostname } = parsedUrl(image.url) ?? { protocol: '', hostname: '' };

  const read = (how: 'fetch' | 'crop') => {
    setWish({ of: image, kind: 'waiting' });
    services.readPicture({ windowId, imageId: image.id, how }).catch(() => setWish(undefined));
  };
  const allow = () => {
    // First in the click: after any await the browser no longer takes it for the user's own wish.
    const granted = services.askOrigin(image.url);
    setWish({ of: image, kind: 'waiting' });
    const refused = () => setWish({ of: image, kind: 'refused' });
    granted.then((yes) => (yes ? read('fetch') : refused()), refused);
  };
  const mayAsk = protocol === 'https:' && problem === 'needs-permission';

  return (
    <div className="card unread">
      <ImageOff size={18} aria-hidden />
      <div>
        <p>
          {t(IMAGE_REASONS[problem])} {asked === 'refused' && t('imageRefused')}
        </p>
        <div className="actions">
          {mayAsk && (
            <button type="button" className="button" disabled={asked === 'waiting'} onClick={allow}>
              <KeyRound size={15} aria-hidden />
              {t('allowAccess', isolate(hostname))}
            </button>
          )}
          {canCrop && (
            <button
              type="button"
              className="button"
              disabled={asked === 'waiting'}
              onClick={() => read('crop')}
            >
              <Crop size={15} aria-hidden />
              {t('useCrop')}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
