import { useEffect, useState } from 'react';
import type { RenderProgress } from '@/utils/renderer';
import { useServices } from '../services';

/** The renderer's own word on a job; undefined until it has said something. */
export function useProgress(jobId: string): RenderProgress | undefined {
  const { onProgress } = useServices();
  const [progress, setProgress] = useState<RenderProgress>();
  useEffect(() => {
    return onProgress((news) => news.jobId === jobId && setProgress(news));
  }, [jobId, onProgress]);
  return progress?.jobId === jobId ? progress : undefined;
}
