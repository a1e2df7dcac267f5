import type { PromptFamily } from '@/utils/domain';
import * as layouts from './layouts';
import type { Layout } from './layouts';
import type { MotionStyle } from './motion';

/** How a family of models wants its prompts: order, length, where what is not wanted goes. */
export interface PromptProfile {
  /** UTF-16 units its models read; a host may take fewer. */
  maxUnits: number;
  /**
   * `field`: a prompt of its own, or in the prompt where the host has no field for it; `prose`: in the prompt; `omit`:
   * such models draw what they are told not to.
   */
  negative: 'field' | 'prose' | 'omit';
  /** Whether its models make sound and speech. */
  audio: boolean;
  layout: Layout;
  motion: MotionStyle;
}

/** From the vendors' guides and limits as of November 2026. */
export const PROFILES: Record<PromptFamily, PromptProfile> = {
  sora: {
    maxUnits: 32_000,
    negative: 'prose',
    audio: true,
    layout: layouts.sora,
    motion: { order: 'action' },
  },
  omni: { maxUnits: 8000, negative: 'prose', audio: true, layout: layouts.omni, motion: { order: 'times' } },
  // 1,024 tokens; of scripts that take a token a character, as many are the most that surely fit.
  veo: { maxUnits: 2000, negative: 'prose', audio: true, layout: layouts.veo, motion: { order: 'camera' } },
  kling: {
    maxUnits: 2500,
    negative: 'field',
    audio: true,
    layout: layouts.kling,
    motion: { order: 'action' },
  },
  runway: {
    maxUnits: 1000,
    negative: 'omit',
    audio: false,
    layout: layouts.runway,
    motion: { order: 'camera' },
  },
  wan: { maxUnits: 2000, negative: 'field', audio: true, layout: layouts.wan, motion: { order: 'labels' } },
  seedance: {
    maxUnits: 3500,
    negative: 'prose',
    audio: true,
    layout: layouts.seedance,
    motion: { order: 'action' },
  },
  grok: { maxUnits: 4000, negative: 'prose', audio: true, layout: layouts.grok, motion: { order: 'action' } },
  plain: {
    maxUnits: 2000,
    negative: 'field',
    audio: true,
    layout: layouts.plain,
    motion: { order: 'action' },
  },
};
