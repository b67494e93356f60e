import type { SimulatedDevice } from '../simulated-device.ts';
import { ESC } from './decoder.ts';
import { REQUEST } from './session.ts';

/** The bytes of a packet, from its items in their order, e.g. `['W090.98', 'Nm']`. */
export function escPacket(items: readonly string[]): Uint8Array {
  const lettersAndTexts = ['R', ...items, 'E'];
  return Uint8Array.from(
    lettersAndTexts.flatMap((item) => [ESC, ...Array.from(item, (letter) => letter.charCodeAt(0))]),
  );
}

/** Somebody of 70.45 kg and 171.5 cm stands on the scale; each request is answered, however its bytes are cut. */
export function simulateHealthometer(): SimulatedDevice {
  let written: number[] = [];
  return {
    receive(bytes) {
      written = [...written, ...bytes].slice(-REQUEST.length);
      const isAsked =
        written.length === REQUEST.length && written.every((byte, index) => byte === REQUEST[index]);
      if (!isAsked) return [];
      written = [];
      return [escPacket(['W070.45', 'H171.50', 'Nm'])];
    },
  };
}
