import { useEffect, useState } from 'react';

/** How often the meter moves, in ms. */
const METER_MS = 80;
/** Root mean square of speech into a laptop's microphone lies near 0.1; this makes that half of the meter. */
const METER_GAIN = 5;
/** Louder than this, once, and the microphone is known to work. */
const HEARD_LEVEL = 0.08;

export interface MicrophoneLevel {
  /** How loud it is now, 0 to 1. */
  readonly level: number;
  /** Whether anything was heard since this microphone was opened. */
  readonly hasHeard: boolean;
}

const SILENT: MicrophoneLevel = { level: 0, hasHeard: false };

/** Listens to the stream's microphone; silent without one. */
export function useMicrophoneLevel(stream: MediaStream): MicrophoneLevel {
  const track = stream.getAudioTracks()[0] ?? null;
  const [heard, setHeard] = useState<{ readonly track: MediaStreamTrack | null } & MicrophoneLevel>({
    track,
    ...SILENT,
  });
  useEffect(() => {
    if (track === null) return;
    const context = new AudioContext();
    // Browsers start it only after a touch; the person has pressed a button to get here.
    void context.resume();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((total, sample) => total + sample * sample, 0) / samples.length;
      const level = Math.min(1, Math.sqrt(power) * METER_GAIN);
      setHeard((before) => ({
        track,
        level,
        hasHeard: level > HEARD_LEVEL || (before.track === track && before.hasHeard),
      }));
    }, METER_MS);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [track]);
  return heard.track === track ? heard : SILENT;
}
