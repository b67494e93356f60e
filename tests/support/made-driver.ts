import type { DeviceOutcome } from '../../domain/device/outcome.ts';
import type { ConversationStep, DeviceDriver } from '../../electron/devices/driver.ts';
import { QUIET_STEP } from '../../electron/devices/driver.ts';
import type { SimulatedDevice } from '../../electron/devices/simulated-device.ts';

const SERIAL = {
  baudRate: 9600,
  dataBits: 8,
  stopBits: 1,
  parity: 'none',
  rtscts: false,
  xon: false,
  xoff: false,
} as const;

/** A driver of an invented kind, for tests of the hub; `more` makes it what the test needs. */
export function madeDriver(id: string, more: Partial<DeviceDriver> = {}): DeviceDriver {
  return {
    id,
    protocol: id,
    label: id,
    transport: 'serial',
    settings: SERIAL,
    candidates: [],
    measures: ['weight'],
    manner: 'asked',
    silenceMs: null,
    stability: null,
    probeMs: 1000,
    hasLiveTime: false,
    hasMemory: true,
    converse: () => ({ start: () => QUIET_STEP, receive: () => QUIET_STEP, elapse: () => QUIET_STEP }),
    ...more,
  };
}

/** A stream whose frames are single bytes: each byte of `good` is a weight in kg, any other is damage. */
export function byteStream(
  id: string,
  good: readonly number[],
  more: Partial<DeviceDriver> = {},
): DeviceDriver {
  const step = (bytes: Uint8Array): ConversationStep => ({
    ...QUIET_STEP,
    frames: [...bytes].map((byte) => ({
      raw: Uint8Array.of(byte),
      outcomes: [
        good.includes(byte)
          ? { kind: 'reading', measure: 'weight', value: byte, unit: 'kg' }
          : { kind: 'error', code: 'framing' },
      ],
    })),
  });
  return madeDriver(id, {
    manner: 'stream',
    silenceMs: 2000,
    hasMemory: false,
    stability: { forMs: 1000, measure: 'weight', maxSpread: 0 },
    converse: () => ({ start: () => QUIET_STEP, receive: step, elapse: () => QUIET_STEP }),
    ...more,
  });
}

/** What an invented meter holds: its name, its clock, and each record as outcomes. */
export interface MadeMeter {
  identity: string | null;
  clock: string | null;
  readonly records: (readonly DeviceOutcome[])[];
}

/**
 * A meter with a memory: `?` asks for the newest record, `*` for all; it answers one byte an outcome of `meter`, which the
 * driver shares with it. The wire is real, the meaning of its bytes is the test's.
 */
export function meterDriver(id: string, meter: MadeMeter, more: Partial<DeviceDriver> = {}): DeviceDriver {
  return madeDriver(id, {
    converse(wanted = 'latest') {
      let isDone = false;
      const framesOf = (index: number): ConversationStep['frames'][number] => {
        if (index === 0xff)
          return {
            raw: Uint8Array.of(index),
            outcomes: [
              {
                kind: 'info',
                facts: {
                  count: meter.records.length,
                  ...(meter.identity === null ? {} : { identity: meter.identity }),
                  ...(meter.clock === null ? {} : { clock: meter.clock }),
                },
              },
            ],
          };
        return { raw: Uint8Array.of(0xac, index), outcomes: meter.records[index] ?? [] };
      };
      return {
        start: () => ({ ...QUIET_STEP, send: [Buffer.from(wanted === 'all' ? '*' : '?')] }),
        receive(bytes) {
          const frames = [...bytes].filter((byte) => byte !== 0xfe).map(framesOf);
          isDone ||= bytes.includes(0xfe);
          return { ...QUIET_STEP, frames, isDone };
        },
        elapse: () => QUIET_STEP,
      };
    },
    ...more,
  });
}

/** The meter of `meterDriver` at the other end of the wire. Switched off it says nothing. */
export function simulateMeter(meter: MadeMeter, isOn: () => boolean = () => true): SimulatedDevice {
  return {
    receive(written) {
      if (!isOn()) return [];
      const all = meter.records.map((_, index) => index);
      const indices = written[0] === 0x2a ? all : all.slice(-1);
      return [Uint8Array.from([0xff, ...indices, 0xfe])];
    },
  };
}
