import { Plan, type PlanChange } from '@/utils/domain';
import * as v from 'valibot';

/** The plan with one of its changes taken back: that field as it was before. */
export function takeBack(plan: Plan, before: Plan, { field, shot }: PlanChange): Plan {
  if (field === 'shots') {
    return { ...plan, shots: before.shots.map((old, i) => plan.shots[i] ?? old) };
  }
  const path = field.split('.');
  const whole = shot === null ? path : ['shots', String(shot), ...path.slice(1)];
  return v.parse(Plan, withPart(plan, before, whole));
}

/** `into` with the part at `path` as it is in `from`; lists stay lists. */
function withPart(into: unknown, from: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return from;
  if (!isTree(into) || !isTree(from)) return into;
  const part = withPart(into[key], from[key], rest);
  if (Array.isArray(into)) return into.map((each: unknown, i) => (String(i) === key ? part : each));
  return { ...into, [key]: part };
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
