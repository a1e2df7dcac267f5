import { Image, Newspaper, TextSelect } from 'lucide-react';
import { t } from '../i18n';
import './empty.css';

/** Nothing picked yet: how to begin. */
export function EmptyCreate() {
  return (
    <section className="empty" aria-labelledby="empty-title">
      <div className="empty-art" aria-hidden>
        <span className="empty-line" />
        <span className="empty-line empty-line-marked" />
        <span className="empty-line" />
        <span className="empty-play" />
      </div>
      <h2 id="empty-title">{t('emptyTitle')}</h2>
      <p>{t('emptyBody')}</p>
      <ul>
        <li>
          <TextSelect size={18} aria-hidden />
          <span>{t('emptyText')}</span>
        </li>
        <li>
          <Image size={18} aria-hidden />
          <span>{t('emptyImage')}</span>
        </li>
        <li>
          <Newspaper size={18} aria-hidden />
          <span>{t('emptyPage')}</span>
        </li>
      </ul>
      <p className="quiet">{t('emptyShortcut', t('shortcutKeys'))}</p>
    </section>
  );
}
