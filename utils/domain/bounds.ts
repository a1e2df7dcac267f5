import * as v from 'valibot';

/** A string of at most `max` UTF-16 units: nothing that comes from outside is unbounded. */
export const text = (max: number) => v.pipe(v.string(), v.maxLength(max));

/** A finite number from 0 up. */
export const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
