import type { ImageRole, ModelCard, SourceImage } from '@/utils/domain';
import { isolate, t, type MessageKey } from '../i18n';
import { useBlobUrl } from '../live/use-blob-url';
import { useServices } from '../services';
import { rolesFor, type UsedPicture } from './service-order';
import './model-form.css';

const ROLES: Record<ImageRole | 'none', MessageKey> = {
  none: 'pictureStays',
  'first-frame': 'pictureFirst',
  'last-frame': 'pictureLast',
  reference: 'pictureReference',
};

/** What each picture is to the model, as far as it takes any; none is sent unless it stands here with a role. */
export function SendPictures(props: {
  card: ModelCard;
  images: readonly SourceImage[];
  pictures: readonly UsedPicture[];
  onRole: (imageId: string, role: ImageRole | 'none') => void;
}) {
  const { card, images, pictures, onRole } = props;
  const roles = rolesFor(card);
  if (pictures.length === 0 || roles.length === 0) return null;
  return (
    <section className="send-pictures" aria-label={t('pictures')}>
      {pictures.map(({ imageId, role }) => {
        const image = images.find(({ id }) => id === imageId);
        return image && <Row key={imageId} image={image} role={role} roles={roles} onRole={onRole} />;
      })}
    </section>
  );
}

function Row(props: {
  image: SourceImage;
  role: ImageRole | 'none';
  roles: readonly ImageRole[];
  onRole: (imageId: string, role: ImageRole | 'none') => void;
}) {
  const { image, role, roles, onRole } = props;
  const { store } = useServices();
  const url = useBlobUrl(store.images.get, image.id);
  const name = image.alt || image.caption || t('pictureUnnamed');
  return (
    <div className="send-picture" data-used={role !== 'none'}>
      {url ? <img src={url} alt="" title={name} /> : <span />}
      <label className="model-field">
        <span className="hidden-visually">{t('pictureUse', isolate(name))}</span>
        <select value={role} onChange={(event) => onRole(image.id, event.target.value as ImageRole | 'none')}>
          {(['none', ...roles] as const).map((each) => (
            <option key={each} value={each}>
              {t(ROLES[each])}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
