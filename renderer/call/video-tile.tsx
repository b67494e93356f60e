import { Button } from '@mantine/core';
import { IconVolume } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../ui/words.ts';
import { callWords } from './call.words.ts';
import classes from './video-tile.module.css';

interface VideoTileProps {
  readonly stream: MediaStream | null;
  /** Who is seen, for those who do not see it. */
  readonly label: string;
  /** False draws `children` instead of the picture; sound goes on. */
  readonly isPictureOn: boolean;
  /** Own pictures are mirrored, as people know themselves, and silent. */
  readonly isOwn?: boolean;
  /** `contain` shows all of the picture, `cover` fills the tile. */
  readonly fit?: 'cover' | 'contain';
  readonly children?: ReactNode;
}

/** One person's picture and sound. Browsers that refuse sound before a touch get a button. */
export function VideoTile({
  stream,
  label,
  isPictureOn,
  isOwn = false,
  fit = 'cover',
  children,
}: VideoTileProps) {
  const say = useWords(callWords);
  const video = useRef<HTMLVideoElement>(null);
  const [isBlocked, setBlocked] = useState(false);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    if (stream === null) return;
    element.play().catch((error: unknown) => {
      // A newer stream interrupts the play of the one before; only a refusal needs the person.
      if (error instanceof DOMException && error.name === 'NotAllowedError') setBlocked(true);
    });
  }, [stream]);
  const play = (): void => {
    setBlocked(false);
    void video.current?.play();
  };
  return (
    <div className={classes.tile} data-own={isOwn}>
      <video
        ref={video}
        className={classes.video}
        data-fit={fit}
        data-hidden={!isPictureOn}
        aria-label={label}
        autoPlay
        playsInline
        muted={isOwn}
      />
      {isPictureOn ? null : <div className={classes.placeholder}>{children}</div>}
      {isBlocked ? (
        <Button
          className={classes.hear}
          size="lg"
          onClick={play}
          leftSection={<IconVolume size={20} aria-hidden />}
        >
          {say('tile.tapToHear', { name: label })}
        </Button>
      ) : null}
    </div>
  );
}
