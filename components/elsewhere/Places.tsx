import { ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useGoTo } from '../app/screens';
import { t } from '../i18n';
import type { ToBench } from '../job/to-bench';
import { lossWords } from './loss-words';
import type { OtherPlace } from './places';
import { priceWords } from './price-words';
import './places.css';

/** The user's other connections, each with its nearest model, its price and what is lost there. Nothing is sent by choosing. */
export function Places({ places, onChoose }: { places: readonly OtherPlace[]; onChoose: ToBenchAt }) {
  const goTo = useGoTo();
  const list = useRef<HTMLDivElement>(null);
  // The keyboard goes on in what was just opened.
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  return (
    <div className="places" ref={list}>
      {places.length === 0 ? (
        <>
          <p>{t('placesNone')}</p>
          {goTo && (
            <button type="button" className="button" onClick={() => goTo('settings')}>
              {t('toSettings')}
            </button>
          )}
        </>
      ) : (
        <>
          <p className="quiet">{t('placesHint')}</p>
          <ul aria-label={t('placesLabel')}>
            {places.map((place) => (
              <li key={place.connection.id}>
                <PlaceButton place={place} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

type ToBenchAt = (place: NonNullable<Parameters<ToBench>[1]>) => void;

function PlaceButton({ place, onChoose }: { place: OtherPlace; onChoose: ToBenchAt }) {
  const { connection, card, asked, would } = place;
  const chosen = { connection, card, ...(asked.audio === true && { audio: true as const }) };
  const lost = lossWords(place);
  return (
    <button type="button" className="place" onClick={() => onChoose(chosen)}>
      <span className="place-names">
        <bdi>{connection.name}</bdi>
        {card.name !== '' && <bdi className="quiet">{card.name}</bdi>}
      </span>
      <strong className="place-price">{priceWords(would.estimate)}</strong>
      <span className="place-lost quiet">{lost.length > 0 ? lost.join(', ') : t('placesNothingLost')}</span>
      <ChevronRight size={16} aria-hidden />
    </button>
  );
}
