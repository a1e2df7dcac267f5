import { t } from '../i18n';
import { Library } from '../library/Library';
import { Mark } from './Mark';

/** The library as a page of its own. */
export function LibraryPage() {
  return (
    <>
      <header className="top">
        <Mark />
        <h1 className="top-title">{`${t('extName')} · ${t('library')}`}</h1>
      </header>
      <Library />
    </>
  );
}
