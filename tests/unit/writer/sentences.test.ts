import { describe, expect, it } from 'vitest';
import { sentencesOf } from '@/utils/writer/sentences';

function split(text: string, language: string): string[] {
  return sentencesOf(text, language).map(({ start, end }) => text.slice(start, end));
}

describe('sentences in English', () => {
  it.each([
    ['Dr. Ruiz met Mr. Hale. They talked.', ['Dr. Ruiz met Mr. Hale.', 'They talked.']],
    ['J. K. Rowling wrote it. I read it.', ['J. K. Rowling wrote it.', 'I read it.']],
    ['The U.S. Senate voted. Then it slept.', ['The U.S. Senate voted.', 'Then it slept.']],
    ['He moved to the U.S. The rest stayed.', ['He moved to the U.S.', 'The rest stayed.']],
    [
      'It grew 3.5 percent in 2019. See p. 12 for more.',
      ['It grew 3.5 percent in 2019.', 'See p. 12 for more.'],
    ],
    ['“Run!” she cried. “Now.” He ran.', ['“Run!” she cried.', '“Now.”', 'He ran.']],
    ['He waited… Then he left.', ['He waited…', 'Then he left.']],
    ['Use fruit, e.g. Apples. Or nuts.', ['Use fruit, e.g. Apples.', 'Or nuts.']],
    ['What a day! 🎉 Let us go home.', ['What a day! 🎉', 'Let us go home.']],
    ['So did I. Then we ate.', ['So did I.', 'Then we ate.']],
    ['1. First wash it. 2. Then dry it.', ['1. First wash it.', '2. Then dry it.']],
  ])('reads %j', (text, expected) => {
    expect(split(text, 'en')).toEqual(expected);
  });
});

describe('sentences in French', () => {
  it.each([
    [
      '« Nous avons tout perdu\u202f! » dit-elle. Il se tut.',
      ['« Nous avons tout perdu\u202f! » dit-elle.', 'Il se tut.'],
    ],
    ['« C’est fini. » Elle partit.', ['« C’est fini. »', 'Elle partit.']],
    ['M. Dupont et Mme. Le Goff arrivent. Enfin.', ['M. Dupont et Mme. Le Goff arrivent.', 'Enfin.']],
    ['Des fruits (p. ex. des pommes). Voilà.', ['Des fruits (p. ex. des pommes).', 'Voilà.']],
    ['Du sel, du sucre, etc. mais pas de miel. Bien.', ['Du sel, du sucre, etc. mais pas de miel.', 'Bien.']],
    ['Il coûte 3.50 euros. Voir art. 5 du code.', ['Il coûte 3.50 euros.', 'Voir art. 5 du code.']],
    ['Vraiment ? demanda-t-il. Oui.', ['Vraiment ? demanda-t-il.', 'Oui.']],
  ])('reads %j', (text, expected) => {
    expect(split(text, 'fr')).toEqual(expected);
  });
});

describe('sentences elsewhere', () => {
  it('ends a Japanese sentence at its full stop and leaves an opening quote to the next', () => {
    expect(split('夜を彩る。「ここで死にたい」と笑った。', 'ja')).toEqual([
      '夜を彩る。',
      '「ここで死にたい」と笑った。',
    ]);
  });

  it('takes a Thai clause of some length for a sentence', () => {
    expect(split('แม่น้ำเจ้าพระยาไหลผ่านใจกลางเมือง ทำให้การเดินทางด้วยเรือเป็นที่นิยม', 'th')).toHaveLength(2);
  });

  it('ends a sentence at a line break, but not where a long line is only wrapped', () => {
    expect(split('Introduction\nThe sea rises', 'en')).toEqual(['Introduction', 'The sea rises']);
    const wrapped = 'The sea has been rising along this coast for\nmore than a hundred years. It goes on.';
    expect(split(wrapped, 'en')).toHaveLength(2);
  });
});
