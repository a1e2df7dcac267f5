import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import type { Job } from '@/utils/domain';
import { t } from '../i18n';
import { useBlobUrl } from '../live/use-blob-url';
import { useServices } from '../services';
import { useSay } from '../ui/Toasts';
import { nameOf } from './names';

/** What the provider calls the work: what a refund is claimed with. */
export function CopyId({ handle }: { handle: string }) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(handle).then(
      () => setCopied(true),
      () => say(t('copyFailed')),
    );
  return (
    <button type="button" className="button" onClick={() => void copy()}>
      {copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
      <span role="status">{t(copied ? 'copiedId' : 'copyId')}</span>
    </button>
  );
}

/** The bytes that did not pass as a video, for whoever wants to look at them. */
export function SaveAsCame({ job }: { job: Job }) {
  const { store } = useServices();
  const [read] = useState(() => (id: string) => store.pieces.get(id, 'file'));
  const url = useBlobUrl(read, job.id);
  if (url === undefined) return null;
  return (
    <a className="button" href={url} download={`${fileNameOf(job)}.bin`}>
      <Download size={15} aria-hidden />
      {t('saveAsCame')}
    </a>
  );
}

/** Letters and digits of any script, and nothing that a file system could take for anything else. */
function fileNameOf(job: Job): string {
  return (
    nameOf(job)
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'Pagereel'
  );
}
