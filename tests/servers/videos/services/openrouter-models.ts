/** A model as `/videos/models` shows it. Prices are of no real model: no two are told in the same way. */
export interface RouterModel {
  id: string;
  name: string;
  supported_durations: number[] | null;
  supported_resolutions: string[] | null;
  supported_aspect_ratios: string[] | null;
  supported_sizes: string[] | null;
  supported_frame_images: ('first_frame' | 'last_frame')[] | null;
  generate_audio: boolean | null;
  seed: boolean | null;
  pricing_skus: Record<string, string> | null;
  allowed_passthrough_parameters: string[];
}

const WIDE = ['16:9', '9:16'];

export const ROUTER_MODELS: readonly RouterModel[] = [
  {
    id: 'google/veo-3.1',
    name: 'Google: Veo 3.1',
    supported_durations: [4, 6, 8],
    supported_resolutions: ['720p', '1080p'],
    supported_aspect_ratios: WIDE,
    supported_sizes: ['1280x720', '720x1280', '1920x1080', '1080x1920'],
    supported_frame_images: ['first_frame', 'last_frame'],
    generate_audio: true,
    seed: true,
    pricing_skus: { duration_seconds_with_audio: '0.40', duration_seconds_without_audio: '0.20' },
    allowed_passthrough_parameters: ['negativePrompt', 'personGeneration'],
  },
  {
    id: 'bytedance/seedance-2.0',
    name: 'ByteDance: Seedance 2.0',
    supported_durations: [4, 5, 6, 7, 8, 9, 10, 11, 12],
    supported_resolutions: ['480p', '720p', '1080p'],
    supported_aspect_ratios: [...WIDE, '1:1', '4:3', '3:4', '21:9'],
    supported_sizes: null,
    supported_frame_images: ['first_frame', 'last_frame'],
    generate_audio: true,
    seed: null,
    pricing_skus: { video_tokens: '0.000007', video_tokens_without_audio: '0.0000035' },
    allowed_passthrough_parameters: ['watermark'],
  },
  {
    id: 'runway/gen-4.5',
    name: 'Runway: Gen-4.5',
    supported_durations: [5, 8, 10],
    supported_resolutions: ['720p'],
    supported_aspect_ratios: WIDE,
    supported_sizes: ['1280x720', '720x1280'],
    supported_frame_images: ['first_frame'],
    generate_audio: false,
    seed: true,
    pricing_skus: { cents_per_second_output: '12' },
    allowed_passthrough_parameters: [],
  },
  // Says next to nothing of itself.
  {
    id: 'alibaba/wan-3.0',
    name: 'Alibaba: Wan 3.0',
    supported_durations: null,
    supported_resolutions: null,
    supported_aspect_ratios: null,
    supported_sizes: null,
    supported_frame_images: null,
    generate_audio: null,
    seed: null,
    pricing_skus: null,
    allowed_passthrough_parameters: ['negative_prompt'],
  },
];
