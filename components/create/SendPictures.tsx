import type { ImageRole, ModelCard, SourceImage } from '@/utils/domain';
import { isolate, t } from '../i18n';
import { useBlobUrl } from '../live/use-blob-url';
import { useServices } from '../services';
import { rolesFor, type UsedPicture } from './order-pictures';
import { ROLE_WORDS } from './order-words';
import './model-form.css';

const ROLES = { none: 'pictureStays', ...ROLE_WORDS } as const;

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
  const isFull = pictures.filter(({ role }) => role === 'reference').length >= card.references;
  return (
    <section className="send-pictures" aria-label={t('pictures')}>
      {pictures.map(({ imageId, role }) => {
        const image = images.find(({ id }) => id === imageId);
        return image && <Row key={imageId} {...{ image, role, roles, isFull, onRole }} />;
      })}
    </section>
  );
}

function Row(props: {
  image: SourceImage;
  role: ImageRole | 'none';
  roles: readonly ImageRole[];
  /** The model takes no more pictures to go by. */
  isFull: boolean;
  onRole: (imageId: string, role: ImageRole | 'none') => void;
}) {
  const { image, role, roles, isFull, onRole } = props;
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
            <option key={each} value={each} disabled={isFull && each === 'reference' && role !== each}>
              {t(ROLES[each])}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
