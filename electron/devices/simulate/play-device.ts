import type { SimulatedDevice } from '../simulated-device.ts';
import type { CancelTimer, Timers } from '../timers.ts';

/** Somebody who plays a device to whoever is at the other end of a wire. */
export interface PlayedDevice {
  readonly hear: (written: Uint8Array) => void;
  readonly hearFeature: (report: Uint8Array) => void;
  readonly stop: () => void;
}

export interface PlayOptions {
  readonly device: SimulatedDevice;
  readonly timers: Timers;
  /** Called once for each piece the device sends. */
  readonly say: (piece: Uint8Array) => void;
  /** How long it thinks before it answers, in ms. */
  readonly answerAfterMs: number;
}

/** Gives a simulated device its clock and its wire: it streams from now on and answers what it hears, in order. */
export function playDevice({ device, timers, say, answerAfterMs }: PlayOptions): PlayedDevice {
  let isOver = false;
  const waiting = new Set<CancelTimer>();
  const later = (delayMs: number, work: () => void): void => {
    const cancel = timers.after(delayMs, () => {
      waiting.delete(cancel);
      work();
    });
    waiting.add(cancel);
  };
  const sayAll = (pieces: readonly Uint8Array[]): void => {
    for (const piece of pieces) if (!isOver && piece.length > 0) say(piece);
  };
  const { stream } = device;
  const tick = (everyMs: number, next: () => readonly Uint8Array[]): void => {
    later(everyMs, () => {
      sayAll(next());
      tick(everyMs, next);
    });
  };
  if (stream !== undefined) tick(stream.everyMs, stream.next);
  return {
    hear: (written) => later(answerAfterMs, () => sayAll(device.receive(written))),
    hearFeature: (report) => later(answerAfterMs, () => sayAll(device.receiveFeature?.(report) ?? [])),
    stop() {
      isOver = true;
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}
