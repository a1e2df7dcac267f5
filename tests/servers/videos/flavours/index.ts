import type { FlavourName } from '../api';
import { fal } from '../services/fal';
import { gemini } from '../services/gemini';
import { openrouter } from '../services/openrouter';
import { replicate } from '../services/replicate';
import { runway } from '../services/runway';
import { xai } from '../services/xai';
import type { Flavour } from './flavour';
import { litellm } from './litellm';
import { newapi } from './newapi';
import { openai } from './openai';
import { relay } from './relay';
import { sglang } from './sglang';
import { videosApi } from './videos';
import { vllm } from './vllm';

export const flavours: Readonly<Record<FlavourName, Flavour>> = {
  openai: videosApi(openai),
  vllm: videosApi(vllm),
  sglang: videosApi(sglang),
  litellm: videosApi(litellm),
  relay: videosApi(relay),
  newapi: videosApi(newapi),
  openrouter,
  gemini,
  xai,
  fal,
  runway,
  replicate,
};
export type { Answer, Call, Flavour, Order, Read, Route, Setup } from './flavour';
