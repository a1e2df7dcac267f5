/** What stands around a wish, and what a wish means beside it. */
import type { Edit, Row } from './edit';

/** Only where the camera is named: "stop" alone says nothing of it. */
export const CAMERA_ROWS: readonly Row[] = [
  [
    'stop|stops|stopped|still|steady|steadier|stable|more stable|plus stable|stabilise|arrete|arretez|arreter|arretee|less shaky|not shaky|keep steady|hold steady',
    { camera: { move: 'static', from: '', to: '' } },
  ],
  [
    'back|backward|backwards|away|move away|bring back|arriere|recule|reculer',
    { camera: { move: 'dolly-out', from: '', to: '' } },
  ],
  [
    'forward|forwards|bring closer|avant|approche|approcher|avance|avancer',
    { camera: { move: 'dolly-in', from: '', to: '' } },
  ],
  [
    'up|raise|go up|move up|higher|monte|monter|leve|plus haut',
    { camera: { move: 'crane-up', from: '', to: '' } },
  ],
  [
    'down|lower|go down|move down|descends|descendre|baisse|baisser|plus bas',
    { camera: { move: 'crane-down', from: '', to: '' } },
  ],
];

/** Of a movement, not of what was before: "zoom out slowly". */
export const PACES: readonly Row[] = [
  [
    'very slowly|very slow|super slow|slow motion|tres lentement|tres lent|tres lente|tres doucement|au ralenti',
    { camera: { speed: 'very-slow' } },
  ],
  [
    'slowly|slow|gently|softly|smoothly|calmly|lentement|lent|lente|doucement|en douceur|calmement',
    { camera: { speed: 'slow' } },
  ],
  ['steadily|steady|regulierement', { camera: { speed: 'steady' } }],
  ['quickly|quick|fast|rapidly|rapid|swiftly|vite|rapide|rapidement|vivement', { camera: { speed: 'fast' } }],
  [
    'very quickly|very quick|very fast|super fast|tres vite|tres rapide|tres rapidement',
    { camera: { speed: 'very-fast' } },
  ],
  [
    'slower|more slowly|less fast|plus lentement|plus lent|plus lente|moins vite|plus doucement',
    { faster: -1 },
  ],
  ['faster|more quickly|quicker|plus vite|plus rapide|plus rapidement|moins lentement', { faster: 1 }],
];

/** Whether a wish is about it. */
export type Topic = (edit: Edit) => boolean;

export const TOPICS: readonly (readonly [names: string, topic: Topic])[] = [
  ['light|lights|lighting|lumiere|lumieres|eclairage', ({ shot }) => shot?.lighting !== undefined],
  ['colour|colours|color|colors|couleur|couleurs|tons|teintes', ({ look }) => look?.grade !== undefined],
  ['style|styled|look', ({ look }) => look?.style !== undefined],
  [
    'move|moves|moving|movement|movements|motion|mouvement|mouvements|bouge|bouger|pace|tempo|rythme|speed|vitesse',
    ({ faster, camera }) => faster !== undefined || camera?.speed !== undefined,
  ],
  ['length|duration|duree|longueur', ({ longer, seconds }) => longer !== undefined || seconds !== undefined],
];

/** What asks for nothing: the rest stays as it is in any case. */
export const DONE =
  'same|same thing|same one|keep|keep same|keep rest|keep rest same|keep else|keep else same|leave rest|leave else|rest same|else same|otherwise same|nothing else|change nothing else|don t change else|meme|meme chose|pareil|garde|gardez|garde meme|garde meme chose|garde reste|gardez reste|reste pareil|reste meme|rien autre|rien d autre';
