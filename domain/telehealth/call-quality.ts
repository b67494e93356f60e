/** What one look at the connection's counters shows; counters grow, null = the browser does not say. */
export interface CallSample {
  readonly atMs: number;
  readonly bytesReceived: number;
  /** Null while no picture is received. */
  readonly framesDecoded: number | null;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly roundTripMs: number | null;
}

/** What a person is told about a call: words in the catalogue. `unknown` until two samples are there. */
export type QualityLevel = 'unknown' | 'good' | 'fair' | 'poor';

export interface CallQuality {
  readonly level: QualityLevel;
  /** Why it is not good; null when good or unknown. */
  readonly reason: 'loss' | 'delay' | 'few-frames' | null;
  readonly framesPerSecond: number | null;
  readonly lossPercent: number | null;
  readonly roundTripMs: number | null;
}

export const UNKNOWN_QUALITY: CallQuality = {
  level: 'unknown',
  reason: null,
  framesPerSecond: null,
  lossPercent: null,
  roundTripMs: null,
};

/** Limits of `good` and of `fair`; below is `poor`. Loss and round trip as Daily documents its network quality (2026). */
const GOOD = { lossPercent: 5, roundTripMs: 300, framesPerSecond: 12 } as const;
const FAIR = { lossPercent: 12, roundTripMs: 700, framesPerSecond: 5 } as const;

/** The quality between two samples, the earlier first. Frames count only when a picture is received in both. */
export function qualityBetween(before: CallSample, after: CallSample): CallQuality {
  const seconds = (after.atMs - before.atMs) / 1000;
  if (!(seconds > 0)) return UNKNOWN_QUALITY;
  const received = after.packetsReceived - before.packetsReceived;
  const lost = Math.max(0, after.packetsLost - before.packetsLost);
  const lossPercent = received + lost > 0 ? (100 * lost) / (received + lost) : null;
  const framesPerSecond =
    before.framesDecoded === null || after.framesDecoded === null
      ? null
      : Math.max(0, after.framesDecoded - before.framesDecoded) / seconds;
  const measured = { framesPerSecond, lossPercent, roundTripMs: after.roundTripMs };
  return { ...measured, ...grade(measured) };
}

function grade(measured: Pick<CallQuality, 'framesPerSecond' | 'lossPercent' | 'roundTripMs'>) {
  const findings = [
    ['loss', measured.lossPercent, GOOD.lossPercent, FAIR.lossPercent],
    ['delay', measured.roundTripMs, GOOD.roundTripMs, FAIR.roundTripMs],
    // Fewer frames are worse, so both sides change sign.
    [
      'few-frames',
      measured.framesPerSecond === null ? null : -measured.framesPerSecond,
      -GOOD.framesPerSecond,
      -FAIR.framesPerSecond,
    ],
  ] as const;
  const poor = findings.find(([, value, , fair]) => value !== null && value > fair);
  if (poor) return { level: 'poor', reason: poor[0] } as const;
  const fair = findings.find(([, value, good]) => value !== null && value > good);
  if (fair) return { level: 'fair', reason: fair[0] } as const;
  const isKnown = findings.some(([, value]) => value !== null);
  return { level: isKnown ? 'good' : 'unknown', reason: null } as const;
}
