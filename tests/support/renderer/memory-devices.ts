import type { implement } from '@orpc/server';
import type { clinicContract } from '../../../domain/contract/ipc/contract.ts';
import type { AttachedDevice } from '../../../domain/contract/ipc/device.ts';
import type { WorkstationEvent } from '../../../domain/contract/ipc/workstation.ts';
import { NEW_DEVICE } from './new-device.ts';
import type { PracticeRecord } from './practice-record.ts';

interface MemoryDevicesOptions {
  readonly os: ReturnType<typeof implement<typeof clinicContract>>;
  readonly record: PracticeRecord;
  readonly note: (call: string, input: unknown, errors: Readonly<Record<string, unknown>>) => void;
  readonly nextId: () => string;
  readonly tell: (event: WorkstationEvent) => void;
}

/** An attached device that has said nothing yet; `deviceId` is made of the number. */
export function attachedDevice(
  number: number,
  more: Partial<AttachedDevice> & Pick<AttachedDevice, 'label' | 'driverId'>,
): AttachedDevice {
  return {
    deviceId: `0199c000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    portPath: `/dev/ttyPRACTICE${number % 10}`,
    ...NEW_DEVICE,
    ...more,
  };
}

const port = { usb: null, serialNumber: null, deviceId: null };

/** The branch `device`: what it answers stands in the record, where a test or a scene puts it. */
export function createMemoryDevices({ os, record, note, nextId, tell }: MemoryDevicesOptions) {
  const device = os.device;
  return {
    list: device.list.handler(() => record.devices),
    ports: device.ports.handler(() => ({
      platform: record.platform,
      ports: [
        { ...port, path: '/dev/ttyPRACTICE1', label: 'ttyPRACTICE1 (practice cuff)', transport: 'practice' },
        { ...port, path: '/dev/ttyUSB0', label: 'ttyUSB0 (PL2303)', transport: 'serial' },
      ],
      drivers: [
        driver('nonin-df2', 'Nonin oximeter, data format 2', ['59408-5', '8867-4']),
        driver('beurer-bm-serial', 'Beurer BM cuff, serial', ['85354-9', '8867-4']),
        driver('onetouch-ultra2', 'LifeScan OneTouch Ultra2', ['41653-7']),
      ],
    })),
    attach: device.attach.handler(({ input, errors }) => {
      note('device.attach', input, errors);
      const attached = { ...attachedDevice(0, input), ...input, deviceId: nextId() };
      record.devices.push(attached);
      tell({ kind: 'devices' });
      return { deviceId: attached.deviceId };
    }),
    detach: device.detach.handler(({ input, errors }) => {
      note('device.detach', input, errors);
      record.devices = record.devices.filter(({ deviceId }) => deviceId !== input.deviceId);
      tell({ kind: 'devices' });
      return {};
    }),
    acceptOther: device.acceptOther.handler(({ input, errors }) => {
      note('device.acceptOther', input, errors);
      return {};
    }),
    fetchReading: device.fetchReading.handler(({ input, errors }) => {
      note('device.fetchReading', input, errors);
      return {};
    }),
    discover: device.discover.handler(({ input, errors }) => {
      note('device.discover', input, errors);
      record.discovery = { ...record.discovery, state: 'running' };
      return record.discovery;
    }),
    discovery: device.discovery.handler(() => record.discovery),
    stability: device.stability.handler(() => ({
      inForce: { spo2Seconds: 10, weightSeconds: 1 },
      usual: { spo2Seconds: 10, weightSeconds: 1 },
    })),
    setStability: device.setStability.handler(({ input, errors }) => {
      note('device.setStability', input, errors);
      return {};
    }),
    cancelDiscovery: device.cancelDiscovery.handler(({ errors }) => {
      note('device.cancelDiscovery', undefined, errors);
      record.discovery = { ...record.discovery, state: 'cancelled' };
      return {};
    }),
    readMemory: device.readMemory.handler(({ input, errors }) => {
      note('device.readMemory', input, errors);
      record.memory = { ...record.memory, state: 'reading' };
      return {};
    }),
    memory: device.memory.handler(() => record.memory),
    cancelMemory: device.cancelMemory.handler(({ input, errors }) => {
      note('device.cancelMemory', input, errors);
      record.memory = { ...record.memory, state: 'cancelled' };
      return {};
    }),
    importRecords: device.importRecords.handler(({ input, errors }) => {
      note('device.importRecords', input, errors);
      const chosen = new Set(input.records.map(({ recordId }) => recordId));
      const findings = record.memory.records
        .filter(({ recordId }) => chosen.has(recordId))
        .flatMap((one) => one.findings);
      if (findings.length > 0 && !input.confirmedUnusual) throw errors.implausible({ data: { findings } });
      record.memory = {
        ...record.memory,
        records: record.memory.records.map((one) =>
          chosen.has(one.recordId) ? { ...one, isFiled: true, isImportable: false } : one,
        ),
      };
      return { observationIds: input.records.map(nextId) };
    }),
    exportRecording: device.exportRecording.handler(({ input, errors }) => {
      note('device.exportRecording', input, errors);
      return {};
    }),
  };
}

function driver(driverId: string, label: string, measures: string[]) {
  return { driverId, label, transport: 'serial' as const, measures };
}
