import type { Plan, PlanShot } from '@/utils/domain';

/** A wish as data: what it sets, and by how many steps. */
export interface Edit {
  /** Fields of every shot. */
  shot?: Partial<Pick<PlanShot, 'size' | 'angle' | 'lighting'>>;
  camera?: Partial<PlanShot['camera']>;
  sound?: Partial<PlanShot['sound']>;
  look?: Partial<Plan['look']>;
  /** Steps along CAMERA_SPEEDS and SHOT_SIZES. */
  faster?: number;
  closer?: number;
  /** Times as long; or so many seconds in all. */
  longer?: number;
  seconds?: number;
  /** Something that happens from now on, or no longer. */
  happens?: string;
  stops?: string;
  /** Something not to be seen, or no longer so. */
  avoid?: string;
  allow?: string;
  /** Nobody speaks. */
  silent?: boolean;
}

/** Ways to say it in English and French, "|" between them; and what it means. */
type Row = readonly [phrases: string, edit: Edit];

const move = (name: PlanShot['camera']['move']): Edit => ({ camera: { move: name, from: '', to: '' } });
const light = (lighting: string, ...palette: string[]): Edit => ({ shot: { lighting }, look: { palette } });
const style = (name: string): Edit => ({ look: { style: name } });
const grade = (name: string): Edit => ({ look: { grade: name } });

/** What is understood in so many words. */
export const table = (): readonly Row[] => [
  // Time of day and light
  [
    'night|nighttime|at night time|nuit|nocturne|dark night|happens at night|il fait nuit|se passe la nuit',
    light('night, moonlight and a few warm lamps', 'deep blue', 'silver', 'amber'),
  ],
  [
    'day|daytime|daylight|jour|journee|plein jour|il fait jour',
    light('bright daylight', 'sky blue', 'white'),
  ],
  [
    'golden hour|magic hour|heure doree|heure magique|lumiere doree|golden light',
    light('golden hour, long low sunlight', 'amber', 'gold', 'warm brown'),
  ],
  ['blue hour|heure bleue', light('blue hour, cool dim light after sunset', 'deep blue', 'violet')],
  [
    'sunset|dusk|coucher de soleil|coucher du soleil|soleil couchant|crepuscule|evening|soir|soiree',
    light('sunset, a low orange sun', 'orange', 'rose', 'violet'),
  ],
  [
    'sunrise|dawn|morning|early morning|lever de soleil|lever du soleil|soleil levant|aube|aurore|matin',
    light('soft light of dawn', 'pale gold', 'rose', 'light blue'),
  ],
  [
    'sunny|sunshine|bright sun|soleil|ensoleille|grand soleil|il fait beau',
    light('bright, warm sunlight', 'gold', 'sky blue'),
  ],
  [
    'overcast|cloudy|grey sky|gray sky|nuageux|ciel gris|couvert|temps gris',
    light('overcast, soft grey light', 'grey', 'white'),
  ],
  [
    'candlelight|candle light|bougie|bougies|a la bougie|aux chandelles',
    light('candlelight, deep warm shadows', 'amber', 'black'),
  ],
  [
    'neon|neon light|neon lights|neons|lumiere neon',
    light('neon light in the dark', 'magenta', 'cyan', 'black'),
  ],
  [
    'brighter|lighter|more light|plus clair|plus claire|plus lumineux|plus lumineuse|plus de lumiere',
    { shot: { lighting: 'bright, even light' } },
  ],
  [
    'darker|moodier|less light|plus sombre|plus fonce|moins de lumiere|moins clair',
    { shot: { lighting: 'low-key light, deep shadows' } },
  ],
  [
    'softer light|soft light|lumiere douce|lumiere plus douce',
    { shot: { lighting: 'soft, diffused light' } },
  ],
  [
    'dramatic light|dramatic lighting|more dramatic|plus dramatique|lumiere dramatique',
    { shot: { lighting: 'dramatic side light, strong shadows' } },
  ],
  [
    'backlit|backlight|contre jour|contrejour|a contre jour',
    { shot: { lighting: 'backlit, glowing edges' } },
  ],

  // Pace
  [
    'slower|more slowly|slow|slowly|slow down|slow it down|not so fast|pas si vite|pas trop vite|less fast|lent|lente|plus lent|plus lente|plus lentement|lentement|ralentis|ralentir|ralentissez|moins vite|moins rapide|doucement|plus doucement',
    { faster: -1 },
  ],
  ['much slower|very slow|beaucoup plus lent|beaucoup plus lente|tres lent|tres lente', { faster: -2 }],
  ['slow motion|slowmo|slow mo|ralenti|au ralenti', { camera: { speed: 'very-slow' } }],
  [
    'faster|more quickly|quicker|fast|speed up|speed it up|quickly|vite|plus vite|plus rapide|plus rapidement|rapide|accelere|accelerer|accelerez|moins lent',
    { faster: 1 },
  ],
  ['much faster|very fast|beaucoup plus vite|beaucoup plus rapide|tres rapide', { faster: 2 }],

  // Framing
  [
    'closer|get closer|move closer|come closer|tighter|plus pres|plus proche|plus serre|plus rapproche|rapproche|rapproche toi|rapprochez vous',
    { closer: 1 },
  ],
  [
    'further|farther|further away|farther away|further back|wider|looser|plus loin|plus large|plus eloigne|eloigne toi|recule',
    { closer: -1 },
  ],
  [
    'close up|closeup|close shot|tight shot|gros plan|plan serre|plan rapproche',
    { shot: { size: 'close-up' } },
  ],
  ['extreme close up|macro|macro shot|tres gros plan|plan macro', { shot: { size: 'macro' } }],
  ['medium shot|mid shot|plan moyen|plan americain', { shot: { size: 'medium' } }],
  ['wide|wide shot|wide angle|plan large|grand angle|plan d ensemble', { shot: { size: 'wide' } }],
  [
    'extreme wide shot|very wide shot|establishing shot|plan tres large|plan general',
    { shot: { size: 'extreme-wide' } },
  ],
  [
    'from above|top down|overhead|overhead shot|from the top|bird s eye view|seen from above|d en haut|vu d en haut|vue d en haut|de haut|du dessus|vu du dessus|vue du dessus',
    { shot: { angle: 'overhead' } },
  ],
  [
    'from below|low angle|low angle shot|seen from below|d en bas|du dessous|contre plongee|en contre plongee|vu d en bas',
    { shot: { angle: 'low' } },
  ],
  ['high angle|high angle shot|plongee|en plongee', { shot: { angle: 'high' } }],
  [
    'eye level|at eye level|a hauteur d oeil|hauteur des yeux|a hauteur des yeux',
    { shot: { angle: 'eye-level' } },
  ],
  [
    'aerial|aerial view|aerial shot|drone|drone shot|from the air|vue aerienne|drone view|vue de drone|par drone|vu du ciel|vue du ciel',
    { shot: { angle: 'aerial', size: 'extreme-wide' } },
  ],
  ['dutch angle|tilted|tilted angle|angle hollandais|penche|cadrage penche', { shot: { angle: 'dutch' } }],
  [
    'point of view|first person|pov|first person view|vue subjective|camera subjective|premiere personne|a la premiere personne',
    { shot: { angle: 'point-of-view' } },
  ],

  // Camera
  [
    'static|static camera|still camera|locked camera|fixed camera|don t move|no camera movement|no movement|stop moving|tripod|fixe|camera fixe|plan fixe|statique|immobile|ne bouge pas|sans mouvement|sans bouger|sur pied',
    move('static'),
  ],
  ['zoom in|zoom|zoome|zoom avant|zoomez', move('zoom-in')],
  ['zoom out|dezoome|zoom arriere|dezoomez|dezoomer', move('zoom-out')],
  [
    'pan left|pan to the left|move left|turn left|panoramique gauche|panoramique a gauche|panoramique vers la gauche|vers la gauche|tourne a gauche',
    move('pan-left'),
  ],
  [
    'pan right|pan to the right|move right|turn right|panoramique droite|panoramique a droite|panoramique vers la droite|vers la droite|tourne a droite',
    move('pan-right'),
  ],
  ['tilt up|look up|regarde vers le haut|vers le haut|panoramique vers le haut', move('tilt-up')],
  ['tilt down|look down|regarde vers le bas|vers le bas|panoramique vers le bas', move('tilt-down')],
  ['dolly in|push in|move in|move forward|travelling avant|traveling avant|avance|avancez', move('dolly-in')],
  [
    'dolly out|pull back|pull out|move back|move backward|travelling arriere|traveling arriere',
    move('dolly-out'),
  ],
  [
    'truck left|slide left|travelling gauche|travelling a gauche|travelling vers la gauche',
    move('truck-left'),
  ],
  [
    'truck right|slide right|travelling droite|travelling a droite|travelling vers la droite',
    move('truck-right'),
  ],
  ['crane up|rise|rise up|monte|mouvement de grue|s eleve', move('crane-up')],
  ['crane down|come down|descends|descend', move('crane-down')],
  [
    'orbit|orbit around the subject|circle around|orbit around|rotate around|go around|tourne autour|autour du sujet|orbite',
    move('orbit'),
  ],
  [
    'follow|tracking shot|follow the subject|track the subject|suis le sujet|suivre le sujet|suit le sujet|suivi',
    move('follow'),
  ],
  [
    'handheld|hand held|handheld camera|shaky camera|camera a l epaule|a l epaule|a la main|camera portee',
    move('handheld'),
  ],

  // Colour and style
  [
    'black and white|b w|monochrome|noir et blanc|n b',
    { look: { grade: 'black and white', palette: ['black', 'white', 'grey'] } },
  ],
  ['colour|color|full colour|full color|couleur|couleurs', grade('natural full colour')],
  [
    'more colourful|more colorful|colourful|colorful|more colour|more color|more saturated|more vivid|vivid|plus colore|plus coloree|colore|plus de couleur|plus de couleurs|plus vif|plus sature|couleurs vives',
    grade('vivid, saturated colours'),
  ],
  [
    'less colourful|less colorful|desaturated|muted|muted colours|muted colors|less saturated|moins colore|desature|couleurs ternes|moins sature|moins de couleurs',
    grade('muted, desaturated colours'),
  ],
  [
    'warmer|warm colours|warm colors|warm|plus chaud|plus chaude|couleurs chaudes|tons chauds',
    grade('warm colours'),
  ],
  [
    'colder|cooler|cool colours|cool colors|plus froid|plus froide|couleurs froides|tons froids',
    grade('cool colours'),
  ],
  ['sepia|en sepia|sepia tone', grade('sepia')],
  ['more contrast|higher contrast|high contrast|plus de contraste|plus contraste', grade('high contrast')],
  ['less contrast|low contrast|moins de contraste|moins contraste', grade('low contrast')],
  [
    'vintage|vintage film|old film|retro|like an old film|film ancien|vieux film|film vintage|comme un vieux film|pellicule',
    { look: { style: 'vintage film, grain and light leaks', grade: 'faded colours' } },
  ],
  [
    'super 8|8mm|8 mm film|super8',
    { look: { style: 'Super 8 home movie, grain and gate weave', grade: 'faded warm colours' } },
  ],
  [
    'cinematic|more cinematic|like a movie|like a film|movie look|cinematographique|plus cinematographique|comme au cinema|comme un film',
    style('cinematic, anamorphic, shallow depth of field'),
  ],
  [
    'documentary|like a documentary|documentary style|documentaire|comme un documentaire|style documentaire',
    style('documentary, natural and unstaged'),
  ],
  ['realistic|photorealistic|more realistic|realiste|photorealiste|plus realiste', style('photorealistic')],
  [
    'ink drawing|ink|in the style of an ink drawing|dessin a l encre|encre|dans le style d un dessin a l encre|encre de chine',
    style('ink drawing, black lines on paper'),
  ],
  [
    'watercolour|watercolor|watercolour painting|watercolor painting|aquarelle|a l aquarelle',
    style('watercolour painting'),
  ],
  [
    'oil painting|painting|peinture|peinture a l huile|a l huile',
    style('oil painting, visible brush strokes'),
  ],
  [
    'pencil drawing|pencil sketch|sketch|drawing|dessin|crayon|au crayon|croquis|dessin au crayon',
    style('pencil drawing'),
  ],
  ['cartoon|dessin anime|like a cartoon|comme un dessin anime', style('hand-drawn cartoon animation')],
  ['anime|anime style|style anime|manga', style('anime')],
  [
    'claymation|clay|stop motion|pate a modeler|animation en volume|image par image',
    style('stop-motion clay animation'),
  ],
  ['pixel art|8 bit|8bit|pixels', style('pixel art')],
  ['3d|3d animation|animation 3d|en 3d|cgi', style('3D animation')],
  ['comic|comic book|bande dessinee|bd', style('comic book panels, bold outlines and halftone')],
  ['film noir|noir|noir film', { look: { style: 'film noir', grade: 'black and white, hard shadows' } }],
  [
    'shallow depth of field|blurred background|blurry background|bokeh|blur the background|fond flou|arriere plan flou|faible profondeur de champ|floute le fond',
    { look: { lens: '85mm lens, shallow depth of field' } },
  ],
  [
    'deep focus|everything in focus|all in focus|grande profondeur de champ|tout net',
    { look: { lens: '24mm lens, deep focus' } },
  ],

  // Nobody
  ['nobody|no one|personne', { avoid: 'people', stops: 'People pass through the scene' }],

  // Length
  [
    'shorter|cut it shorter|less long|plus court|plus courte|moins long|moins longue|raccourcis|raccourcir',
    { longer: 0.75 },
  ],
  [
    'longer|less short|plus long|plus longue|moins court|moins courte|rallonge|allonge|rallonger',
    { longer: 1.5 },
  ],
  ['twice as long|double the length|deux fois plus long|deux fois plus longue', { longer: 2 }],
  ['half as long|half the length|deux fois plus court|deux fois moins long', { longer: 0.5 }],

  // Sound
  [
    'silent|no sound|without sound|mute|mute it|remove the sound|muet|sans son|pas de son|enleve le son|coupe le son|silence|silencieux',
    { sound: { sfx: [], ambience: '', music: '' }, silent: true },
  ],
];
