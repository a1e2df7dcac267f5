import { GREYS, type Edit, type Row } from './edit';

const style = (name: string): Edit => ({ look: { style: name } });
const grade = (name: string): Edit => ({ look: { grade: name } });

/** Colour, style and lens, in so many words. */
export const looks = (): readonly Row[] => [
  [
    'black and white|b w|monochrome|noir et blanc|n b|black & white|noir & blanc|b & w|n & b',
    { look: { grade: 'black and white', palette: [...GREYS] } },
  ],
  [
    'colour|color|full colour|full color|couleur|couleurs|natural colours|natural colors|natural colour|natural color|more natural|couleurs naturelles|couleurs plus naturelles|plus naturel|plus naturelle|colours back|colors back|colour back|color back|bring the colours back|bring the colors back|remets les couleurs|remets la couleur|couleurs normales|normal colours|normal colors',
    { look: { grade: 'natural full colour' }, colours: true },
  ],
  [
    'colourful|colorful|more colour|more color|vivid|colore|plus de couleur|plus de couleurs|couleurs vives|more colours|more colors|brighter colours|brighter colors|make the colours pop|make the colors pop|couleurs eclatantes',
    { look: { grade: 'vivid, saturated colours' }, colours: true },
  ],
  [
    'desature|moins de couleurs|less colour|less color|fewer colours|fewer colors|softer colours|softer colors|paler colours|paler colors|couleurs plus douces|couleurs pales|couleurs plus pales',
    grade('muted, desaturated colours'),
  ],
  ['warmer|warm|couleurs chaudes|tons chauds|warmer tones|warm tones|teintes chaudes', grade('warm colours')],
  ['colder|cooler|cool tones', grade('cool colours')],
  ['sepia|sepia tone', grade('sepia')],
  ['more contrast|higher contrast|high contrast|plus contraste', grade('high contrast')],
  ['less contrast|low contrast|moins contraste', grade('low contrast')],
  [
    'vintage|vintage film|old film|retro|film ancien|vieux film|film vintage|pellicule',
    { look: { style: 'vintage film, grain and light leaks', grade: 'faded colours' } },
  ],
  [
    'super 8|8mm|8 mm film|super8',
    { look: { style: 'Super 8 home movie, grain and gate weave', grade: 'faded warm colours' } },
  ],
  [
    'cinematic|more cinematic|like a film|movie look|cinematographique|plus cinematographique|comme au cinema|more like a film|more like a movie|plus comme un film',
    style('cinematic, anamorphic, shallow depth of field'),
  ],
  ['documentary|documentaire', style('documentary, natural and unstaged')],
  [
    'realistic|photorealistic|more realistic|realiste|photorealiste|plus realiste|less cartoonish|moins dessin anime|moins cartoon',
    style('photorealistic'),
  ],
  ['ink drawing|ink|dessin a l encre|encre|encre de chine', style('ink drawing, black lines on paper')],
  [
    'watercolour|watercolor|watercolour painting|watercolor painting|aquarelle',
    style('watercolour painting'),
  ],
  [
    'oil painting|painting|peinture|peinture a l huile|a l huile',
    style('oil painting, visible brush strokes'),
  ],
  [
    'pencil drawing|pencil sketch|sketch|drawing|dessin|crayon|croquis|dessin au crayon',
    style('pencil drawing'),
  ],
  ['cartoon|dessin anime|cartoonish|more cartoonish|plus cartoon', style('hand-drawn cartoon animation')],
  ['anime|manga', style('anime')],
  [
    'claymation|clay|stop motion|pate a modeler|animation en volume|image par image',
    style('stop-motion clay animation'),
  ],
  ['pixel art|8 bit|8bit|pixels', style('pixel art')],
  ['3d|3d animation|animation 3d|cgi', style('3D animation')],
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
];
