import type { Source, SourceImage } from '@/utils/domain';
import { aSource } from '../samples';

/** Texts as they stand on real pages; made up for these tests. */
export const LIGHTHOUSE = `The old lighthouse at Point Reyes has guided ships since 1870. Dr. Ana Ruiz, who has studied it for 30 years, says the lens is a miracle of engineering.[3] "It bends light the way a poet bends a sentence," she told us. The U.S. Coast Guard spent $5.2 million on its restoration in 2019. However, the work took three years longer than planned. Fog covers the headland about 200 days a year, more than any other place on the Pacific coast. Visitors must climb down 313 steps to reach the lamp room. Mr. J. K. Hale, the last keeper, kept a diary... He wrote every night. The restoration uncovered brass gears that had not turned since 1975. Engineers from San Francisco rebuilt the clockwork by hand, and the lens now turns again. Nearly 2.5 million people visit the park each year. Did anyone expect that? The lighthouse reopened in November with a small ceremony at dawn.`;

export const DIGUES = `« Nous avons tout perdu ! » dit-elle en regardant la mer. M. Dupont, maire de Saint-Malo, a promis une aide de 3,5 millions d'euros. Selon l'Insee, 37 % des ménages français vivent à moins de 50 km de la côte. Les digues, construites au XIXe siècle, ne suffisent plus (p. ex. à Cancale). Mme Le Goff n'y croit pas : « On nous l'a déjà dit. » L'érosion avance de 1 200 mètres par siècle, etc. mais personne n'écoute.`;

export const TOKYO = `東京は世界最大の都市圏で、約3700万人が暮らしている。江戸時代から続く祭りは、今も夏の夜を彩る。「ここで生れたから、ここで死にたい」と老人は笑った。スカイツリーの高さは634メートルで、展望台から富士山が見える。`;
export const BEIJING = `北京是中华人民共和国的首都，人口超过2100万人。故宫建于1420年，每年接待游客1900万人次。秋天的北京最美，胡同里落满了金黄的银杏叶。老人们坐在树下喝茶，下象棋。`;
export const BANGKOK = `กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย มีประชากรมากกว่า 10 ล้านคน แม่น้ำเจ้าพระยาไหลผ่านใจกลางเมือง ทำให้การเดินทางด้วยเรือเป็นที่นิยม`;
export const HARBOUR_AR = `قال المهندس إن المشروع سيوفر 40% من الطاقة. تقع المدينة على ساحل البحر، ويعيش فيها أكثر من مليوني شخص. لم يكن أحد يتوقع هذا النجاح؟`;

export function anImage(change: Partial<SourceImage> = {}): SourceImage {
  return {
    id: 'image-1',
    url: 'https://garden.example/1.jpg',
    alt: '',
    caption: '',
    width: 1600,
    height: 1000,
    origin: 'element',
    state: { kind: 'ready', sha256: 'ab', mime: 'image/jpeg', bytes: 1000 },
    ...change,
  };
}

/** A Source with nothing around its text, so that a test sees the text alone at work. */
export function bare(text: string, change: Partial<Source> = {}): Source {
  return aSource({
    text,
    title: '',
    heading: '',
    paragraph: '',
    byline: '',
    site: '',
    language: 'und',
    ...change,
  });
}
