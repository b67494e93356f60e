import { err, ok } from '../../domain/result.ts';
import type { PortSettings } from '../../electron/devices/driver.ts';
import type { OpenFailure, PortListener, Transport } from '../../electron/devices/transport.ts';

/** One port of which the test is both the hardware and the operating system. */
export interface ScriptedPort {
  readonly say: (bytes: Uint8Array) => void;
  readonly hangUp: () => void;
  /** What the next openings answer instead of opening; null = they open. */
  refuse: OpenFailure['code'] | null;
  /** Answers what the device says to one write. */
  answer: (sent: Uint8Array) => Uint8Array;
  readonly openings: PortSettings[];
  readonly isOpen: () => boolean;
  /** Feature reports that were written, in order. */
  readonly features: Uint8Array[];
}

export function createScriptedTransport(): { readonly transport: Transport; readonly port: ScriptedPort } {
  let listener: PortListener | null = null;
  const port: ScriptedPort = {
    say: (bytes) => listener?.onBytes(bytes),
    hangUp() {
      const lost = listener;
      listener = null;
      lost?.onLost();
    },
    refuse: null,
    answer: () => new Uint8Array(),
    openings: [],
    features: [],
    isOpen: () => listener !== null,
  };
  const transport: Transport = {
    kind: 'serial',
    owns: () => true,
    list: () => Promise.resolve([{ path: 'scripted', label: 'scripted', transport: 'serial', usb: {} }]),
    identify: () => Promise.resolve('Practice cable 0001'),
    open(_path, settings, next) {
      port.openings.push(settings);
      if (port.refuse !== null) return Promise.resolve(err({ code: port.refuse, detail: '' }));
      listener = next;
      return Promise.resolve(
        ok({
          writeFeature: (report) => void port.features.push(report),
          write(bytes) {
            const answer = port.answer(bytes);
            if (answer.length > 0 && listener === next) queueMicrotask(() => next.onBytes(answer));
          },
          close() {
            if (listener === next) listener = null;
            return Promise.resolve();
          },
        }),
      );
    },
  };
  return { transport, port };
}
