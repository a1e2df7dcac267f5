import * as v from 'valibot';

/** A text of an answer; what cannot be read stands for "not said". */
export const word = (max: number) => v.fallback(v.pipe(v.string(), v.maxLength(max)), '');

/** The word for how a job stands; services are not at one on its case. */
export const stateWord = v.pipe(
  word(40),
  v.transform((state) => state.toLowerCase()),
);

/** A sum or a share; null: not told. */
export const told = v.fallback(v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))), null);
