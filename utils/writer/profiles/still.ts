import type { Plan } from '@/utils/domain';
import { framing, labelled, lines, look, prose } from './phrases';

/** The moment a Plan begins with, as a picture: no movement, no time, nothing that is heard. */
export function stillOf(plan: Plan): string {
  const [shot] = plan.shots;
  if (!shot) return '';
  const [first = ''] = shot.beats;
  const { setting, lighting } = shot;
  return lines([
    prose([framing(shot), shot.subject, first]),
    lines([labelled('Setting', setting), labelled('Lighting', lighting)]),
    prose([look(plan)]),
  ]);
}
