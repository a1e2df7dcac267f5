import type { FlavourName } from '../api';
import type { Flavour } from './flavour';
import { litellm } from './litellm';
import { openai } from './openai';
import { relay } from './relay';
import { sglang } from './sglang';
import { vllm } from './vllm';

export const flavours: Readonly<Record<FlavourName, Flavour>> = { openai, vllm, sglang, litellm, relay };
export type { Answer, Flavour, Order, Setup } from './flavour';
