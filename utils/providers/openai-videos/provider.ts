import { frameWish, type ServiceAdapter } from '../service';
import { cancel } from './cancel';
import { MAX_PICTURE_BYTES } from './card';
import { download } from './download';
import { poll } from './poll';
import { probe } from './probe';
import { recover } from './recover';
import { submit } from './submit';

/** A server that speaks `/v1/videos`: one's own, a team's gateway, a relay. */
export const openaiVideos: ServiceAdapter = {
  id: 'openai-videos',
  concurrency: 2,
  needsKey: false,
  auth: (key) => ({ Authorization: `Bearer ${key}` }),
  // A first frame of another shape is refused by some, and stretched by others.
  pictureWish: (request) => frameWish(request, MAX_PICTURE_BYTES),
  submit,
  poll: (wire, handle) => poll(wire, handle),
  cancel: (wire, handle) => cancel(wire, handle),
  recover,
  download: (wire, handle, _request, sink) => download(wire, handle, sink),
  probe,
};
