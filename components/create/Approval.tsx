import { Film, Image, Link2, Type } from 'lucide-react';
import { GROUNDS, hostOf, type Ground, type ServiceRequest, type Source } from '@/utils/domain';
import { isolate, t, type MessageKey } from '../i18n';
import { useBlobUrl } from '../live/use-blob-url';
import { useServices } from '../services';
import { Choice } from '../ui/Choice';
import { Switch } from '../ui/Switch';
import { ApprovalCard, Part } from './ApprovalCard';
import { ROLE_WORDS, shapeOf } from './order-words';
import type { PriceWords } from './use-price';

const GROUND_WORDS: Record<Ground, MessageKey> = {
  myself: 'groundMyself',
  agreed: 'groundAgreed',
  'public-matter': 'groundPublic',
  'no-person': 'groundNoPerson',
};

type PageTells = Partial<Record<'tellsTitle' | 'tellsUrl', boolean>>;

/**
 * The last look before money and words leave: all that goes, each part with its switch, to whom, and what it costs.
 * Enter approves; Escape goes back with nothing lost.
 */
export function Approval(props: {
  request: ServiceRequest;
  source: Source;
  /** What is told of the page beside the words, and how to change that; undefined: nothing is, or it was settled before. */
  page?: { tellsTitle: boolean; tellsUrl: boolean; onTell: (tells: PageTells) => void };
  price: PriceWords | undefined;
  /** The price, the model or the place is another one than when the card was opened. */
  isChanged?: boolean;
  /** A picture that is sent seems to show somebody: on which ground has to be said first. */
  asksGround: boolean;
  onGround: (ground: Ground) => void;
  /** Undefined: the pictures belong to what is changed. */
  onLeaveOut?: (imageId: string) => void;
  onSend: () => void;
  onBack: () => void;
}) {
  const {
    request,
    source,
    page,
    price,
    isChanged = false,
    asksGround,
    onGround,
    onLeaveOut,
    onSend,
    onBack,
  } = props;
  // Nothing is approved whose price has not been seen.
  const can = price !== undefined && (!asksGround || request.ground !== null);

  return (
    <ApprovalCard
      title={t('approvalTitle', isolate(hostOf(request)))}
      price={price}
      can={can}
      onSend={onSend}
      onBack={onBack}
    >
      <ul className="approval-list">
        <Part icon={<Type size={16} aria-hidden />} name={t('approvalWords')}>
          <p className="approval-prompt" dir="auto" tabIndex={0} aria-label={t('prompt')}>
            {request.prompt}
          </p>
          {request.negative !== '' && (
            <p className="quiet" dir="auto">
              {t('approvalNegative', isolate(request.negative))}
            </p>
          )}
        </Part>
        {request.images.length > 0 && (
          <Part
            icon={<Image size={16} aria-hidden />}
            name={t('approvalPictures', String(request.images.length))}
          >
            {request.images.map(({ imageId, role }) => (
              <SentPicture
                key={imageId}
                imageId={imageId}
                name={nameOf(source, imageId)}
                role={t(ROLE_WORDS[role])}
                onLeave={onLeaveOut && (() => onLeaveOut(imageId))}
              />
            ))}
            <p className="quiet">{t('approvalPicturesHint')}</p>
          </Part>
        )}
        {request.work.kind !== 'new' && (
          <Part icon={<Film size={16} aria-hidden />} name={t('approvalClip')}>
            <p className="approval-id">
              <bdi>{request.work.handle}</bdi>
            </p>
          </Part>
        )}
        {page && (
          <Part icon={<Link2 size={16} aria-hidden />} name={t('approvalPage')}>
            <Switch
              label={t('approvalPageTitle')}
              hint={source.title}
              on={page.tellsTitle}
              disabled={source.title === ''}
              onChange={(tellsTitle) => page.onTell({ tellsTitle })}
            />
            <Switch
              label={t('approvalPageUrl')}
              hint={source.site}
              on={page.tellsUrl}
              disabled={source.url === ''}
              onChange={(tellsUrl) => page.onTell({ tellsUrl })}
            />
          </Part>
        )}
      </ul>
      {asksGround && (
        <div className="approval-ground">
          <p>{t('groundAsk')}</p>
          <Choice
            label={t('groundLabel')}
            kind="segments"
            value={request.ground ?? ('' as Ground)}
            options={GROUNDS.map((value) => ({ value, name: t(GROUND_WORDS[value]) }))}
            onChange={onGround}
          />
        </div>
      )}
      {isChanged && (
        <p className="make-stopped" role="alert">
          {t('approvalChanged')}
        </p>
      )}
      <Price price={price} shape={shapeOf(request)} model={request.model} />
    </ApprovalCard>
  );
}

function SentPicture(props: {
  imageId: string;
  name: string;
  role: string;
  onLeave: (() => void) | undefined;
}) {
  const { imageId, name, role, onLeave } = props;
  const { store } = useServices();
  const url = useBlobUrl(store.images.get, imageId);
  return (
    <div className="approval-picture">
      {url ? <img src={url} alt="" /> : <span />}
      {onLeave ? (
        <Switch label={role} hint={isolate(name)} on onChange={onLeave} />
      ) : (
        <span>
          {role} <bdi className="quiet">{name}</bdi>
        </span>
      )}
    </div>
  );
}

function nameOf({ images }: Source, imageId: string): string {
  const image = images.find(({ id }) => id === imageId);
  // What the page does not have was made here.
  return image ? image.alt || image.caption || t('pictureUnnamed') : t('stillName');
}

/** The price with its ground, for what and whose work, and how near it brings the limits. */
function Price({ price, shape, model }: { price: PriceWords | undefined; shape: string; model: string }) {
  if (!price) return null;
  return (
    <div className="approval-price">
      <strong>{price.words}</strong>
      <span className="quiet">{shape}</span>
      {model !== '' && <span className="quiet">{t('stillModel', isolate(model))}</span>}
      {price.basis !== undefined && <span className="quiet">{price.basis}</span>}
      {price.near !== null && <span className="quiet">{price.near}</span>}
      {price.limits.map((line) => (
        <span key={line} className="quiet">
          {line}
        </span>
      ))}
      {price.stopped !== null && (
        <span className="make-stopped" role="status">
          {price.stopped}
        </span>
      )}
    </div>
  );
}
