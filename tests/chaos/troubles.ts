import type { Dice } from './dice';

/** What a server does to an order, as it is written in its prompt; null: nothing out of the ordinary. */
const TROUBLES: readonly ((dice: Dice) => string)[] = [
  () => '',
  (dice) => `[[takes:${dice.between(0, 2000)}]]`,
  (dice) => `[[bytes:${dice.between(1, 9) * 1_000_000}]]`,
  // The one call that costs.
  () => '[[drop-answer]]',
  () => '[[cut-reused]]',
  () => '[[cut]]',
  () => '[[html:502]]',
  () => '[[html-after:502]]',
  () => '[[video-error]]',
  () => '[[broken-json]]',
  () => '[[no-id]]',
  () => '[[429:1]]',
  () => '[[refuse]]',
  (dice) => `[[drop-answer]] [[listed-after:${dice.between(100, 2000)}]]`,
  // The work.
  () => '[[fails]]',
  () => '[[moderated]]',
  () => '[[no-video]]',
  () => '[[expired]]',
  () => '[[html:503@poll*2]]',
  () => '[[cut@poll*2]]',
  // The file.
  (dice) => `[[cut-at:${dice.between(0, 50_000)}]]`,
  (dice) => `[[bytes:6000000]] [[cut-at:${dice.between(0, 6_000_000)}*3]]`,
  () => '[[chunked-cut]]',
  () => '[[long-length]]',
  () => '[[no-range]] [[cut-at:30000]]',
  () => '[[changing]] [[cut-at:30000]]',
  () => '[[truncated]]',
  () => '[[html-page]]',
];

export const troubleFor = (dice: Dice): string => dice.pick(TROUBLES)(dice);

/** Who dies, at a moment nobody chose. */
export const DEATHS = ['worker', 'browser', 'server', 'views', 'nobody'] as const;
export type Victim = (typeof DEATHS)[number];
