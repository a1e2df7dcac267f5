import type { ServiceRequest } from '@/utils/domain';
import { pixelsOf } from '../openai-videos/size';
import type { PictureWish } from './ports';

/** Frames are cut to the shape of the clip, which would be stretched else; what is only gone by stays as it is. */
export function frameWish(
  request: Pick<ServiceRequest, 'images' | 'aspect' | 'resolution'>,
  maxBytes: number,
): PictureWish {
  const framed = request.images.some(({ role }) => role !== 'reference');
  return { maxBytes, size: framed ? pixelsOf(request) : null };
}
