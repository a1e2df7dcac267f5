import { Film } from 'lucide-react';
import type { Clip } from '@/utils/domain';
import { t } from '../i18n';

/** The clip itself, playing. */
export function Player(props: {
  clip: Clip;
  url: string | undefined;
  poster: string | undefined;
  shown: React.RefObject<(HTMLVideoElement & HTMLImageElement) | null>;
}) {
  const { clip, url, poster, shown } = props;
  const { width, height, container, seconds: length } = clip.media;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const words = clip.record.request.storyboard.shots.map((shot) => shot.text).join(' ');
  const name = t('previewOf', words.slice(0, 300));
  const ratio = { '--ratio': width / height } as React.CSSProperties;
  if (!clip.media.playable) return <NotPlayable clip={clip} poster={poster} ratio={ratio} />;
  return (
    <div className="clip-stage" style={ratio}>
      {container === 'webp' ? (
        <img ref={shown} src={url ?? poster} alt={name} width={width} height={height} />
      ) : (
        <video
          ref={shown}
          src={url}
          poster={poster}
          width={width}
          height={height}
          aria-label={name}
          controls
          playsInline
          muted
          autoPlay={!calm}
          loop={length < 30}
        />
      )}
    </div>
  );
}

/** Whole and saved, but of a kind this browser does not show: the file plays elsewhere. */
function NotPlayable(props: { clip: Clip; poster: string | undefined; ratio: React.CSSProperties }) {
  const { clip, poster, ratio } = props;
  return (
    <>
      <div className="clip-stage" style={ratio}>
        {poster ? (
          <img src={poster} alt="" />
        ) : (
          <Film className="clip-blank" size={44} strokeWidth={1.5} aria-hidden />
        )}
      </div>
      <p className="clip-unplayable" role="status">
        {t('notPlayable', clip.media.codec.toUpperCase())}
      </p>
    </>
  );
}
