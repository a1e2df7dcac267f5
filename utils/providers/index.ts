/** Providers: what a view needs to know of them. Who runs them comes in by `providers/runtime`. */
export { ON_DEVICE, onDeviceRequest } from './on-device/card';
export { estimateVideos, videosRequest } from './openai-videos/card';
export type {
  CancelAnswer,
  Downloaded,
  DownloadSink,
  Inspector,
  Progress,
  Recovered,
  SubmitCall,
  Submitted,
  Verdict,
  VideoProvider,
} from './port';
