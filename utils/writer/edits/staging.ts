import type { PlanShot } from '@/utils/domain';
import type { Edit, Row } from './edit';

const move = (name: PlanShot['camera']['move']): Edit => ({ camera: { move: name, from: '', to: '' } });
const light = (lighting: string, ...palette: string[]): Edit => ({ shot: { lighting }, look: { palette } });

/** Light, pace, framing, camera, length and sound, in so many words. */
export const staging = (): readonly Row[] => [
  // Time of day and light
  [
    'night|nighttime|at night time|nuit|nocturne|dark night|happens at night|se passe la nuit|midnight|minuit|moonlight|clair de lune|pleine nuit',
    light('night, moonlight and a few warm lamps', 'deep blue', 'silver', 'amber'),
  ],
  ['day|daytime|daylight|jour|journee|plein jour', light('bright daylight', 'sky blue', 'white')],
  [
    'noon|midday|high noon|midi|plein midi',
    light('midday sun high overhead, short hard shadows', 'sky blue', 'white'),
  ],
  [
    'afternoon|late afternoon|apres midi|fin d apres midi',
    light('warm, slanting afternoon light', 'gold', 'soft green'),
  ],
  [
    'winter|wintertime|hiver|hivernal|plein hiver',
    light('winter, clear cold light', 'white', 'ice blue', 'grey'),
  ],
  [
    'spring|springtime|printemps',
    light('spring, fresh clear light', 'fresh green', 'blossom pink', 'sky blue'),
  ],
  [
    'summer|summertime|ete|plein ete',
    light('summer, bright warm sunlight', 'gold', 'deep green', 'sky blue'),
  ],
  ['autumn|fall|automne', light('autumn, low golden light', 'rust', 'gold', 'brown')],
  [
    'golden hour|magic hour|heure doree|heure magique|lumiere doree|golden light',
    light('golden hour, long low sunlight', 'amber', 'gold', 'warm brown'),
  ],
  ['blue hour|heure bleue', light('blue hour, cool dim light after sunset', 'deep blue', 'violet')],
  [
    'sunset|dusk|coucher du soleil|soleil couchant|crepuscule|evening|soir|soiree',
    light('sunset, a low orange sun', 'orange', 'rose', 'violet'),
  ],
  [
    'sunrise|dawn|morning|early morning|lever du soleil|soleil levant|aube|aurore|matin',
    light('soft light of dawn', 'pale gold', 'rose', 'light blue'),
  ],
  [
    'sunny|sunshine|bright sun|soleil|ensoleille|grand soleil|il fait beau|sun|add sun|add sunshine|add soleil',
    light('bright, warm sunlight', 'gold', 'sky blue'),
  ],
  [
    'overcast|cloudy|grey sky|gray sky|nuageux|ciel gris|couvert|temps gris',
    light('overcast, soft grey light', 'grey', 'white'),
  ],
  [
    'candlelight|candle light|bougie|bougies|aux chandelles',
    light('candlelight, deep warm shadows', 'amber', 'black'),
  ],
  ['neon|neons', light('neon light in the dark', 'magenta', 'cyan', 'black')],
  ['brighter|lighter|more light|plus de lumiere', { shot: { lighting: 'bright, even light' } }],
  [
    'darker|moodier|less light|moins de lumiere|gloomier',
    { shot: { lighting: 'low-key light, deep shadows' } },
  ],
  [
    'softer light|light softer|soft light|lumiere douce|lumiere plus douce',
    { shot: { lighting: 'soft, diffused light' } },
  ],
  [
    'warm light|warmer light|warm lighting|lumiere chaude|lumiere plus chaude',
    { shot: { lighting: 'warm, golden light' } },
  ],
  [
    'cold light|colder light|cool light|cooler light|lumiere froide|lumiere plus froide',
    { shot: { lighting: 'cool, bluish light' } },
  ],
  [
    'dramatic light|dramatic lighting|lumiere dramatique',
    { shot: { lighting: 'dramatic side light, strong shadows' } },
  ],
  ['backlit|backlight|contre jour|contrejour', { shot: { lighting: 'backlit, glowing edges' } }],

  // Pace
  [
    'slower|more slowly|slowly|slow down|ralentis|ralentir|ralentissez|doucement|plus doucement|less movement|less motion|moins de mouvement|moins de mouvements|bouge moins|move less|calmer|gentler|plus calmement',
    { faster: -1 },
  ],
  ['half speed|twice as slow|deux fois plus lent|deux fois plus lente|deux fois moins vite', { faster: -2 }],
  ['slow motion|slowmo|slow mo|ralenti', { camera: { speed: 'very-slow' } }],
  [
    'normal speed|regular speed|usual speed|real time|vitesse normale|temps reel',
    { camera: { speed: 'steady' } },
  ],
  [
    'faster|more quickly|quicker|fast|speed up|quickly|vite|rapide|accelere|accelerer|accelerez|more movement|more motion|livelier',
    { faster: 1 },
  ],
  ['twice as fast|double speed|deux fois plus vite|deux fois plus rapide', { faster: 2 }],

  // Framing
  [
    'closer|get closer|move closer|come closer|tighter|plus rapproche|rapproche|rapproche toi|rapprochez vous|approche|approche toi|approchez vous',
    { closer: 1 },
  ],
  ['further|farther|further away|farther away|further back|wider|looser|eloigne toi', { closer: -1 }],
  [
    'close up|closeup|close shot|tight shot|gros plan|plan serre|plan rapproche',
    { shot: { size: 'close-up' } },
  ],
  [
    'close up of the face|face close up|closer on the face|plus pres du visage|gros plan du visage|rapproche toi du visage|approche toi du visage',
    { shot: { size: 'close-up' }, camera: { to: 'the face' } },
  ],
  ['extreme close up|macro|tres gros plan|plan macro', { shot: { size: 'macro' } }],
  ['medium shot|mid shot|plan moyen|plan americain', { shot: { size: 'medium' } }],
  ['wide|wide angle|plan large|grand angle|plan d ensemble', { shot: { size: 'wide' } }],
  [
    'extreme wide shot|very wide shot|establishing shot|plan tres large|plan general',
    { shot: { size: 'extreme-wide' } },
  ],
  [
    'from above|top down|overhead|from the top|bird s eye view|seen from above|vu d en haut|vue d en haut|de haut|du dessus|vu du dessus|vue du dessus',
    { shot: { angle: 'overhead' } },
  ],
  [
    'from below|low angle|seen from below|d en bas|du dessous|contre plongee|vu d en bas|lower angle|angle plus bas',
    { shot: { angle: 'low' } },
  ],
  ['high angle|plongee|higher angle|angle plus haut|plus en hauteur', { shot: { angle: 'high' } }],
  ['eye level|a hauteur d oeil|hauteur des yeux', { shot: { angle: 'eye-level' } }],
  [
    'aerial|aerial view|drone|from the air|vue aerienne|drone view|par drone|vu du ciel|vue du ciel|from a drone|plan drone|vue drone|plan aerien',
    { shot: { angle: 'aerial', size: 'extreme-wide' } },
  ],
  ['dutch angle|tilted|tilted angle|angle hollandais|penche|cadrage penche', { shot: { angle: 'dutch' } }],
  [
    'point of view|first person|pov|first person view|vue subjective|camera subjective|premiere personne|plan subjectif',
    { shot: { angle: 'point-of-view' } },
  ],

  // Camera
  [
    'static|locked camera|fixed camera|don t move|no movement|stop moving|tripod|fixe|plan fixe|statique|immobile|ne bouge pas|sans mouvement|sans bouger|sur pied|keep still|hold still|stay still|no zoom|stop zooming|ne zoome pas|arrete de zoomer|reste fixe|reste immobile|garde fixe|arrete de bouger|pas de mouvement|aucun mouvement',
    move('static'),
  ],
  ['zoom|zoome|zoom avant|zoomez', move('zoom-in')],
  ['zoom out|dezoome|zoom arriere|dezoomez|dezoomer', move('zoom-out')],
  [
    'pan left|move left|turn left|panoramique gauche|panoramique vers la gauche|vers la gauche|tourne a gauche',
    move('pan-left'),
  ],
  [
    'pan right|move right|turn right|panoramique droite|panoramique vers la droite|vers la droite|tourne a droite',
    move('pan-right'),
  ],
  ['tilt up|look up|regarde vers le haut|vers le haut|panoramique vers le haut', move('tilt-up')],
  ['tilt down|look down|regarde vers le bas|vers le bas|panoramique vers le bas', move('tilt-down')],
  [
    'dolly in|push in|move in|move forward|travelling avant|traveling avant|avance|avancez|dolly forward|move towards the subject|avance vers le sujet|approche toi du sujet',
    move('dolly-in'),
  ],
  [
    'dolly out|pull back|pull out|move back|move backward|travelling arriere|traveling arriere|recule|reculez|back up|move away|move backwards|dolly back',
    move('dolly-out'),
  ],
  ['truck left|slide left|travelling gauche|travelling vers la gauche', move('truck-left')],
  ['truck right|slide right|travelling droite|travelling vers la droite', move('truck-right')],
  ['crane up|rise|rise up|monte|mouvement de grue|s eleve', move('crane-up')],
  ['crane down|come down|descends|descend', move('crane-down')],
  [
    'orbit|orbit around the subject|circle around|orbit around|rotate around|go around|tourne autour|autour du sujet|orbite|tourne autour du sujet|tourne autour du personnage|tourne autour de lui|rotate around the subject|rotate around him|rotate around her|circle around the subject|circle around him|circle around her|circle the subject|go around the subject|orbit around him|orbit around her|autour du personnage',
    move('orbit'),
  ],
  [
    'follow|tracking shot|follow the subject|track the subject|suis le sujet|suivre le sujet|suit le sujet|suivi|suis le personnage|suis la personne|suis les personnages|suis l action|follow the character|follow the person|follow him|follow her|follow them|follow the action|track the character|plan de suivi',
    move('follow'),
  ],
  ['handheld|hand held|shaky camera|a l epaule|a la main|camera portee', move('handheld')],

  // Nobody
  ['nobody|no one|personne', { avoid: 'people', stops: ['People pass through the scene'] }],

  // Length
  ['shorter|cut it shorter|raccourcis|raccourcir', { longer: 0.75 }],
  ['longer|rallonge|allonge|rallonger', { longer: 1.5 }],
  ['twice as long|double the length|deux fois plus long|deux fois plus longue', { longer: 2 }],
  ['half as long|half the length|deux fois plus court|deux fois moins long', { longer: 0.5 }],

  // Sound
  ['silent|mute|muet|silence|silencieux', { sound: { sfx: [], ambience: '', music: '' }, silent: true }],
];
