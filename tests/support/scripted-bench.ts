import { err, ok } from '../../domain/result.ts';
import type { DeviceMatch, PortSettings } from '../../electron/devices/driver.ts';
import type { SimulatedDevice } from '../../electron/devices/simulated-device.ts';
import type { Timers } from '../../electron/devices/timers.ts';
import type { OpenFailure, OpenPort, PortListener, Transport } from '../../electron/devices/transport.ts';

/** A cable with a device at its end; null: nothing that speaks. */
export interface Cable {
  readonly usb: DeviceMatch;
  readonly serialNumber?: string;
  readonly device: SimulatedDevice | null;
}

/** Ports of which the test is both the hardware and the operating system. */
export interface ScriptedBench {
  readonly transport: Transport;
  readonly plug: (path: string, cable: Cable) => void;
  readonly unplug: (path: string) => void;
  /** What opening the path answers instead; null = it opens. */
  readonly refuse: (path: string, code: OpenFailure['code'] | null) => void;
  /** Every opening, and everything written, in order. */
  readonly openings: (readonly [path: string, settings: PortSettings])[];
  readonly written: (readonly [path: string, hex: string])[];
  readonly openPaths: () => readonly string[];
  /** How often the list was asked for. */
  readonly listings: () => number;
}

/** Ports that begin with `hid:` are HID, all others serial. A device streams on the timers of the test. */
export function createScriptedBench(timers: Timers): ScriptedBench {
  const cables = new Map<string, Cable>();
  const refusals = new Map<string, OpenFailure['code']>();
  const open = new Map<string, PortListener>();
  const openings: ScriptedBench['openings'] = [];
  const written: ScriptedBench['written'] = [];
  let listed = 0;
  const streamTo = (path: string, listener: PortListener): void => {
    const stream = cables.get(path)?.device?.stream;
    if (stream === undefined) return;
    timers.after(stream.everyMs, () => {
      if (open.get(path) !== listener) return;
      for (const piece of stream.next()) listener.onBytes(piece);
      streamTo(path, listener);
    });
  };
  const portOf = (path: string, listener: PortListener): OpenPort => ({
    write(bytes) {
      written.push([path, Buffer.from(bytes).toString('hex')]);
      const pieces = cables.get(path)?.device?.receive(bytes) ?? [];
      queueMicrotask(() => pieces.forEach((piece) => open.get(path) === listener && listener.onBytes(piece)));
    },
    writeFeature: (report) => void written.push([path, Buffer.from(report).toString('hex')]),
    close() {
      if (open.get(path) === listener) open.delete(path);
      return Promise.resolve();
    },
  });
  const transport: Transport = {
    kind: 'serial',
    owns: () => true,
    list() {
      listed += 1;
      return Promise.resolve(
        [...cables].map(([path, { usb, serialNumber }]) => ({
          path,
          label: path,
          transport: path.startsWith('hid:') ? 'hid' : 'serial',
          usb,
          ...(serialNumber === undefined ? {} : { serialNumber }),
        })),
      );
    },
    sign: () => Promise.resolve([...cables.keys()].join(' ')),
    identify: () => Promise.resolve(null),
    open(path, settings, listener) {
      openings.push([path, settings]);
      const code = cables.has(path) ? refusals.get(path) : 'port-absent';
      if (code !== undefined) return Promise.resolve(err({ code, detail: `scripted ${code}` }));
      if (open.has(path)) return Promise.resolve(err({ code: 'port-busy', detail: 'scripted lock' }));
      open.set(path, listener);
      streamTo(path, listener);
      return Promise.resolve(ok(portOf(path, listener)));
    },
  };
  return {
    transport,
    plug: (path, cable) => void cables.set(path, cable),
    unplug(path) {
      cables.delete(path);
      const listener = open.get(path);
      open.delete(path);
      listener?.onLost();
    },
    refuse: (path, code) => void (code === null ? refusals.delete(path) : refusals.set(path, code)),
    openings,
    written,
    openPaths: () => [...open.keys()],
    listings: () => listed,
  };
}
