import type { ReactNode } from 'react';
import { useWords } from '../../ui/words.ts';
import { deviceGuideWords } from './device-guide.words.ts';
import type { DrawingName } from './device-guides.ts';
import classes from './device-guide.module.css';

/** Line art in the colour of the text, 120 by 80; what is dim is the person, what is strong is the device. */
const DRAWINGS: Readonly<Record<DrawingName, ReactNode>> = {
  'finger-oximeter': (
    <>
      <path className={classes.dim} d="M4 34h36M4 54h36" />
      <path className={classes.dim} d="M92 44a10 10 0 0 0-10-10H74M92 44a10 10 0 0 1-10 10H74" />
      <path d="M36 22h40a8 8 0 0 1 8 8v4H36a4 4 0 0 1-4-4v-4a4 4 0 0 1 4-4Z" />
      <path d="M36 66h40a8 8 0 0 0 8-8v-4H36a4 4 0 0 0-4 4v4a4 4 0 0 0 4 4Z" />
      <path d="M30 36v16" />
      <path d="M44 28h4l3-4 4 7 3-3h12" />
      <path d="M84 60c14 0 8 14 22 14h10" />
    </>
  ),
  'bedside-oximeter': (
    <>
      <rect x="6" y="14" width="58" height="42" rx="5" />
      <rect x="12" y="20" width="34" height="22" rx="2" />
      <path d="M15 32h6l3-6 5 11 3-5h10" />
      <path d="M52 22h6M52 30h6M52 38h6M12 49h22M14 56v5M56 56v5" />
      <path d="M64 48h8c12 0 4 20 16 20h4" />
      <path className={classes.dim} d="M118 58H98a6 6 0 0 0 0 16h20" />
      <path d="M92 62h14v8H92z" />
    </>
  ),
  cuff: (
    <>
      <path className={classes.dim} d="M2 20h14M2 50h14M46 20h14M46 50h14" />
      <rect x="14" y="14" width="34" height="42" rx="5" />
      <path d="M24 14v42M40 22v8" />
      <path d="M40 44c8 20 14 24 26 22" />
      <rect x="66" y="30" width="48" height="38" rx="5" />
      <rect x="72" y="36" width="26" height="20" rx="2" />
      <path d="M77 42h10M77 48h14M104 38v4M104 50v4M78 62h14" />
      <path d="M104 30c0-10 0-20 12-20" />
    </>
  ),
  meter: (
    <>
      <path d="M40 8h24a10 10 0 0 1 10 10v30c0 10-8 18-22 18S30 58 30 48V18A10 10 0 0 1 40 8Z" />
      <rect x="37" y="16" width="30" height="20" rx="2" />
      <path d="M43 26h6M53 22v8M59 22v8" />
      <circle cx="52" cy="48" r="5" />
      <path d="M47 66v8h10v-8" />
      <path d="M52 8V4c0-2 2-2 6-2h24c14 0 8 34 20 34" />
      <rect x="100" y="31" width="14" height="10" rx="2" />
    </>
  ),
  scale: (
    <>
      <path className={classes.dim} d="M38 38c-6-10-4-22 2-22s8 12 4 22zM64 38c-4-10-2-22 4-22s8 12 2 22z" />
      <path d="M16 42h72l10 18H6z" />
      <path d="M6 60v6h92v-6" />
      <path d="M42 48h20l2 6H40z" />
      <path d="M98 63c12 0 2-26 14-26" />
      <rect x="108" y="28" width="8" height="9" rx="1.5" />
    </>
  ),
  'physician-scale': (
    <>
      <path d="M26 68h52v6H26z" />
      <path d="M36 68V8M40 68V8" />
      <path d="M38 14h34M72 14v4" />
      <rect x="24" y="26" width="28" height="18" rx="3" />
      <path d="M30 33h10M30 38h6" />
      <circle className={classes.dim} cx="66" cy="26" r="6" />
      <path className={classes.dim} d="M58 68V50l-2-12c0-4 20-4 20 0l-2 12v18M66 52v16" />
      <path d="M24 35c-14 0-4 30-18 30" />
    </>
  ),
  'room-thermometer': (
    <>
      <rect x="40" y="26" width="48" height="24" rx="5" />
      <path d="M88 31h14v14H88M94 36v4" />
      <path d="M56 44V33a3 3 0 0 1 6 0v11a5 5 0 1 1-6 0Z" />
      <path d="M68 34h10M68 40h6" />
      <path className={classes.dim} d="M10 66h100M24 66V14h8M18 14h6" />
    </>
  ),
  plug: (
    <>
      <path d="M6 40h28" />
      <rect x="34" y="26" width="36" height="28" rx="5" />
      <path d="M70 31h22v18H70M78 36v3M78 42v3" />
    </>
  ),
};

interface DeviceDrawingProps {
  readonly name: DrawingName;
  /** Beside words that say the same. */
  readonly isDecoration?: boolean;
}

/** A simple drawing of a device, so that it is recognised on the desk. */
export function DeviceDrawing({ name, isDecoration = false }: DeviceDrawingProps) {
  const say = useWords(deviceGuideWords);
  const label = say(`drawing.${name}`);
  return (
    <svg
      viewBox="0 0 120 80"
      className={classes.drawing}
      {...(isDecoration ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {isDecoration ? null : <title>{label}</title>}
      {DRAWINGS[name]}
    </svg>
  );
}
