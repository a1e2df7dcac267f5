/** Providers: what a view needs to know of them. Who runs them comes in by `providers/runtime`. */
export { ON_DEVICE, onDeviceRequest } from './on-device/card';
export { cardsFor, loadModels, modelName, type Table } from './models';
export { nearestCard, type Asked, type Loss } from './nearest';
export { serverCard } from './openai-videos/card';
export { isHosted, SERVICES, type HostedId } from './services-data';
export { serviceRequest } from './request';
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
