import type { CallSample } from '../../domain/telehealth/call-quality.ts';

/** The parts of RTCStatsReport that are read; every field may be missing in some browser. */
interface StatsEntry {
  readonly type: string;
  readonly kind?: string;
  readonly state?: string;
  readonly nominated?: boolean;
  readonly bytesReceived?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly framesDecoded?: number;
  readonly currentRoundTripTime?: number;
}

/** One look at a connection's counters (W3C webrtc-stats). */
export async function sampleOf(connection: RTCPeerConnection, atMs: number): Promise<CallSample> {
  const entries: StatsEntry[] = [];
  (await connection.getStats()).forEach((entry: StatsEntry) => entries.push(entry));
  const inbound = entries.filter(({ type }) => type === 'inbound-rtp');
  const pairs = entries.filter(({ type }) => type === 'candidate-pair');
  const transports = entries.filter(({ type }) => type === 'transport');
  const video = inbound.find(({ kind }) => kind === 'video');
  const pair = pairs.find(({ nominated, state }) => nominated === true && state === 'succeeded');
  const roundTripSeconds = pair?.currentRoundTripTime;
  return {
    atMs,
    // Firefox has no `transport`; its candidate pairs count the same bytes.
    bytesReceived: sum(transports.length > 0 ? transports : pairs, 'bytesReceived'),
    framesDecoded: video?.framesDecoded ?? null,
    packetsReceived: sum(inbound, 'packetsReceived'),
    packetsLost: sum(inbound, 'packetsLost'),
    roundTripMs: roundTripSeconds === undefined ? null : roundTripSeconds * 1000,
  };
}

function sum(
  entries: readonly StatsEntry[],
  field: 'bytesReceived' | 'packetsReceived' | 'packetsLost',
): number {
  return entries.reduce((total, entry) => total + (entry[field] ?? 0), 0);
}
