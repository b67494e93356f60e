import { err, ok } from '../../domain/result.ts';
import type { Clock } from '../../domain/ids.ts';
import { createSimulatedMonitor, type SimulatedMonitor } from './beurer-bm-serial/simulator.ts';
import { noninPacket, PACKET_INTERVAL_MS, type SimulatedOximetry } from './nonin-df2/simulator.ts';
import type { DeviceAttachment } from './attachment-store.ts';
import { driverOf } from './drivers.ts';
import { localTimeOf } from './local-time.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { SIMULATORS } from './simulators.ts';
import { playDevice } from './simulate/play-device.ts';
import type { SubjectInFocus } from './received-reading.ts';
import type { Timers } from './timers.ts';
import type { OpenPort, PortListener, PortListing, Transport } from './transport.ts';

export interface PracticeTransportOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly focus: SubjectInFocus;
}

/** What stands on the bench of a practice clinic; attached when that clinic is made. */
export const PRACTICE_DEVICES: readonly Pick<DeviceAttachment, 'portPath' | 'driverId' | 'label'>[] = [
  { portPath: 'practice:oximeter', driverId: 'nonin-df2', label: 'Practice oximeter' },
  { portPath: 'practice:cuff', driverId: 'beurer-bm-serial', label: 'Practice cuff' },
];

const PREFIX = 'practice:';

/** Every device there is a simulator of can be tried, at the port that is named after its driver. */
const LISTINGS: readonly PortListing[] = [
  ...PRACTICE_DEVICES.map(({ portPath, label }) => listing(portPath, label)),
  ...Object.keys(SIMULATORS).map((driverId) => {
    const driver = driverOf(driverId);
    // A HID device is known by its ids, a serial one has those of its cable.
    const usb = driver?.transport === 'hid' ? driver.candidates[0] : undefined;
    return listing(`${PREFIX}${driverId}`, driver?.label ?? driverId, usb);
  }),
];

function listing(path: string, label: string, usb: PortListing['usb'] = {}): PortListing {
  return { path, label, transport: 'practice', usb };
}

/** The invented nurse needs so long to put the sensor on, and the cuff to measure. */
const FINGER_IN_AFTER_MS = 1500;
const CUFF_MEASURED_AFTER_MS = 4000;
const ANSWER_AFTER_MS = 5;
const EMPTY_SENSOR: SimulatedOximetry = { spo2Percent: null, pulsePerMin: null, isSensorOff: true };

/**
 * An oximeter and a cuff without hardware, spoken to by the real drivers: whenever an encounter comes into focus the
 * sensor is put on that patient and the cuff measures once. The values follow from the encounter, so that one visit stays
 * itself. Beside them every other simulated device. Only for a clinic of invented patients.
 */
export function createPracticeTransport(options: PracticeTransportOptions): Transport {
  return {
    kind: 'practice',
    owns: (path) => path.startsWith(PREFIX),
    list: () => Promise.resolve(LISTINGS),
    sign: () => Promise.resolve('always there'),
    identify: (path) => Promise.resolve(`simulated ${path}`),
    open(path, _settings, listener) {
      if (path === 'practice:oximeter') return Promise.resolve(ok(openOximeter(options, listener)));
      if (path === 'practice:cuff') return Promise.resolve(ok(openCuff(options, listener)));
      const simulator = SIMULATORS[path.slice(PREFIX.length)];
      return Promise.resolve(
        simulator === undefined
          ? err({ code: 'port-absent', detail: 'no such practice device' })
          : ok(openSimulated(options, simulator(), listener)),
      );
    },
  };
}

function openSimulated(
  { timers }: PracticeTransportOptions,
  device: SimulatedDevice,
  { onBytes }: PortListener,
): OpenPort {
  const played = playDevice({ device, timers, say: onBytes, answerAfterMs: ANSWER_AFTER_MS });
  return {
    write: played.hear,
    writeFeature: played.hearFeature,
    close() {
      played.stop();
      return Promise.resolve();
    },
  };
}

/** The sensor stays on its finger until another patient's encounter is opened, as it does on a desk. */
function openOximeter({ timers, focus }: PracticeTransportOptions, { onBytes }: PortListener): OpenPort {
  let wornFor: string | null = null;
  let fingerInAtMs = Number.POSITIVE_INFINITY;
  let packets = 0;
  let cancel = (): void => undefined;
  const putOn = (): void => {
    const encounterId = focus.get()?.encounterId ?? wornFor;
    if (encounterId === wornFor) return;
    wornFor = encounterId;
    fingerInAtMs = timers.nowMs() + FINGER_IN_AFTER_MS;
  };
  const tick = (): void => {
    packets += 1;
    onBytes(noninPacket(timers.nowMs() < fingerInAtMs ? EMPTY_SENSOR : oximetryOf(wornFor ?? '', packets)));
    cancel = timers.after(PACKET_INTERVAL_MS, tick);
  };
  const stopListening = focus.onChange(putOn);
  putOn();
  cancel = timers.after(PACKET_INTERVAL_MS, tick);
  return {
    write: () => undefined,
    writeFeature: () => undefined,
    close() {
      stopListening();
      cancel();
      return Promise.resolve();
    },
  };
}

function oximetryOf(encounterId: string, packets: number): SimulatedOximetry {
  const seed = seedOf(encounterId);
  return { spo2Percent: 95 + (seed % 5), pulsePerMin: 62 + (seed % 24) + Math.round(Math.sin(packets / 7)) };
}

function openCuff({ clock, timers, focus }: PracticeTransportOptions, { onBytes }: PortListener): OpenPort {
  const monitor = createSimulatedMonitor([]);
  const cancels = new Set<() => void>();
  const later = (delayMs: number, work: () => void): void => {
    const cancel = timers.after(delayMs, () => {
      cancels.delete(cancel);
      work();
    });
    cancels.add(cancel);
  };
  let isOpen = true;
  const measured = new Set<string>();
  const measure = (): void => {
    const encounterId = focus.get()?.encounterId;
    if (encounterId === undefined || measured.has(encounterId)) return;
    later(CUFF_MEASURED_AFTER_MS, () => {
      if (focus.get()?.encounterId !== encounterId || measured.has(encounterId)) return;
      measured.add(encounterId);
      measureFor(monitor, encounterId, clock);
    });
  };
  const stopListening = focus.onChange(measure);
  measure();
  return {
    writeFeature: () => undefined,
    write: (bytes) =>
      later(ANSWER_AFTER_MS, () => {
        const answer = monitor.receive(bytes);
        if (isOpen && answer.length > 0) onBytes(answer);
      }),
    close: () => {
      isOpen = false;
      stopListening();
      for (const cancel of cancels) cancel();
      return Promise.resolve();
    },
  };
}

function measureFor(monitor: SimulatedMonitor, encounterId: string, clock: Clock): void {
  const seed = seedOf(encounterId);
  const systolicMmHg = 112 + (seed % 37);
  monitor.measure({
    systolicMmHg,
    diastolicMmHg: systolicMmHg - 38 - (seed % 9),
    pulsePerMin: 60 + (seed % 25),
    time: localTimeOf(clock.nowMs()),
  });
}

/** The same number for the same encounter, spread over a few dozens. */
function seedOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
}
