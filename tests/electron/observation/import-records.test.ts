import { call } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { DeviceMeasure, DeviceOutcome, DeviceReading } from '../../../domain/device/outcome.ts';
import { deviceMemoryCalls } from '../../../electron/observation/device-memory.calls.ts';
import { codeOf, madeMeter, openMeterDesk } from '../../support/meter-desk.ts';
import { openTestClinic, WORKSTATION_B } from '../../support/test-clinic.ts';

const glucose = (value: number, time?: string, facts?: DeviceReading['facts']): DeviceReading[] => [
  {
    kind: 'reading',
    measure: 'glucose',
    value,
    unit: 'mg/dL',
    si: { value: Math.round(value / 1.8016) / 10, unit: 'mmol/L' },
    ...(time === undefined ? {} : { time }),
    ...(facts === undefined ? {} : { facts }),
  },
];
const BREAKFAST = glucose(98, '2026-11-23T07:30:00', { deviceUser: 2, meal: 'before' });
const LUNCH = glucose(141, '2026-11-22T13:10:00');
const NO_TIME = glucose(120);
const CONTROL: DeviceOutcome[] = [{ kind: 'refused', reason: 'control-solution' }];
const HIGH: DeviceOutcome[] = [
  {
    kind: 'out-of-range',
    measure: 'glucose' satisfies DeviceMeasure,
    side: 'high',
    limit: 600,
    unit: 'mg/dL',
  },
];
const DAMAGED: DeviceOutcome[] = [{ kind: 'error', code: 'checksum' }];

describe('reading a memory', () => {
  test('gives every record in its order with its outcome, its time, its hints and what stands against it', async () => {
    const meter = madeMeter([LUNCH, CONTROL, HIGH, DAMAGED, NO_TIME, BREAKFAST]);
    const { read, memory } = await openMeterDesk(meter);
    expect(await memory()).toMatchObject({ state: 'none', records: [] });
    const told = await read();
    expect(told).toMatchObject({ state: 'done', countTold: 6, identity: 'METER 1', problem: null });
    expect(told.records).toMatchObject([
      {
        outcome: 'reading',
        reason: null,
        deviceTime: '2026-11-22T13:10:00',
        isImportable: true,
        isFiled: false,
      },
      { outcome: 'refused', reason: 'control-solution', isImportable: false, measured: [] },
      { outcome: 'out-of-range', reason: 'high', limit: { value: 600, unit: 'mg/dL' }, isImportable: false },
      { outcome: 'error', reason: 'checksum', isImportable: false },
      { outcome: 'reading', deviceTime: null, effectiveAt: null, isImportable: true },
      {
        outcome: 'reading',
        measured: [{ value: 98, unit: 'mg/dL' }],
        sent: [{ measure: 'glucose', value: 98, unit: 'mg/dL', converted: null }],
        hints: { deviceUser: 2, meal: 'before' },
        findings: [],
      },
    ]);
  });

  test('does not offer its records as proposals, and goes on asking afterwards', async () => {
    const { read, proposals, bench, time } = await openMeterDesk(madeMeter([LUNCH, BREAKFAST]));
    const before = proposals.list().length;
    await read();
    expect(proposals.list()).toHaveLength(before);
    const written = bench.written.length;
    await time.advanceMs(5000);
    expect(bench.written.length).toBeGreaterThan(written);
    expect(bench.written.at(-1)?.[1]).toBe(Buffer.from('?').toString('hex'));
  });

  test('is refused for a device without memory or one that is away', async () => {
    const { attach, bench, nurse, time, deviceId } = await openMeterDesk(madeMeter([LUNCH]));
    bench.plug('COM4', { usb: {}, device: null });
    const scale = attach('COM4', 'scale');
    await time.advanceMs(0);
    expect(await codeOf(call(deviceMemoryCalls.readMemory, { deviceId: scale }, nurse))).toBe('no-memory');
    bench.unplug('COM3');
    expect(await codeOf(call(deviceMemoryCalls.readMemory, { deviceId }, nurse))).toBe('device-away');
  });

  test('fails when the cable goes during it, and can be cancelled; nothing is left half', async () => {
    let isOn = true;
    const desk = await openMeterDesk(madeMeter([LUNCH, BREAKFAST]), { isOn: () => isOn });
    await desk.time.advanceMs(3000);
    isOn = false;
    await call(deviceMemoryCalls.readMemory, { deviceId: desk.deviceId }, desk.nurse);
    await desk.time.advanceMs(5000);
    expect(await desk.memory()).toMatchObject({ state: 'reading', records: [] });
    await call(deviceMemoryCalls.cancelMemory, { deviceId: desk.deviceId }, desk.nurse);
    expect(await desk.memory()).toMatchObject({ state: 'cancelled', records: [] });
    await call(deviceMemoryCalls.readMemory, { deviceId: desk.deviceId }, desk.nurse);
    desk.bench.unplug('COM3');
    expect(await desk.memory()).toMatchObject({ state: 'failed', problem: 'unplugged', records: [] });
  });
});

describe('importing records', () => {
  test('files the chosen ones for the chosen patient with the device’s time and the evidence', async () => {
    const desk = await openMeterDesk(madeMeter([LUNCH, BREAKFAST]));
    const { patientId, encounterId } = desk.startEncounter('Testperson Alder');
    const { records } = await desk.read();
    const { observationIds } = await desk.importFor(patientId, [records[1]?.recordId ?? ''], { encounterId });
    expect(observationIds.map((id) => desk.clinic.records.get('Observation', id))).toMatchObject([
      {
        patientId,
        encounterId,
        value: 98,
        unit: 'mg/dL',
        source: 'device',
        effectiveAt: new Date('2026-11-23T07:30:00').toISOString(),
        evidence: {
          driverId: 'meter',
          deviceIdentity: 'METER 1',
          deviceTime: '2026-11-23T07:30:00',
          rawHex: 'ac01',
          sent: [{ measure: 'glucose', value: 98, unit: 'mg/dL', converted: null }],
          hints: { deviceUser: 2, meal: 'before' },
          clockOffsetSeconds: null,
        },
      },
    ]);
    expect((await desk.memory()).records.map(({ isFiled }) => isFiled)).toEqual([false, true]);
  });

  test('twice files once, also after a restart, and when the record has another place in the memory', async () => {
    const meter = madeMeter([LUNCH]);
    const desk = await openMeterDesk(meter);
    const { patientId } = desk.startEncounter('Testperson Alder');
    const [lunch] = (await desk.read()).records;
    const first = await desk.importFor(patientId, [lunch?.recordId ?? '']);
    expect(await desk.importFor(patientId, [lunch?.recordId ?? ''])).toEqual(first);
    await desk.hub.close();

    const later = await openMeterDesk(madeMeter([BREAKFAST, LUNCH]), { reopened: desk });
    const { records } = await later.read();
    expect(records.map(({ isFiled }) => isFiled)).toEqual([false, true]);
    const both = await later.importFor(
      patientId,
      records.map(({ recordId }) => recordId),
    );
    expect(both.observationIds).toHaveLength(2);
    expect(both.observationIds).toContain(first.observationIds[0]);
  });

  test('knows what another workstation filed', async () => {
    const here = await openMeterDesk(madeMeter([LUNCH]));
    const { patientId } = here.startEncounter('Testperson Alder');
    const [lunch] = (await here.read()).records;
    await here.importFor(patientId, [lunch?.recordId ?? '']);
    const there = await openMeterDesk(madeMeter([LUNCH]), {
      reopened: openTestClinic({ workstationId: WORKSTATION_B, idFamily: 2 }),
    });
    const changes = here.clinic.replica.pendingChanges(1000);
    const effects = changes.map(({ resourceType, resourceId, fields, stamp }, index) => ({
      sequence: index + 1,
      resourceType,
      resourceId,
      fields,
      stamps: { row: stamp },
    }));
    there.clinic.replica.applyEffects(effects, effects.length);
    expect((await there.read()).records).toMatchObject([{ isFiled: true, isImportable: false }]);
  });

  test('corrects the device’s time by what its clock is off now, and tells a clock that is far off', async () => {
    const desk = await openMeterDesk(madeMeter([LUNCH], { clock: '2026-12-10T10:00:00' }));
    const { patientId } = desk.startEncounter('Testperson Alder');
    const { records, clockOffsetSeconds } = await desk.read();
    const aheadSeconds = (new Date('2026-12-10T10:00:00').getTime() - desk.time.clock.nowMs()) / 1000;
    expect(Math.abs((clockOffsetSeconds ?? 0) - aheadSeconds)).toBeLessThan(10);
    const ids = records.map(({ recordId }) => recordId);
    expect(records[0]?.findings).toMatchObject([{ code: 'device-clock-off', severity: 'unusual' }]);
    expect(await codeOf(desk.importFor(patientId, ids))).toBe('implausible');
    const { observationIds } = await desk.importFor(patientId, ids, { confirmedUnusual: true });
    const filed = desk.clinic.records.get('Observation', observationIds[0] ?? '');
    const saidAt = Date.parse(new Date('2026-11-22T13:10:00').toISOString());
    expect(Date.parse(filed?.effectiveAt ?? '')).toBe(saidAt - (clockOffsetSeconds ?? 0) * 1000);
  });

  test('takes a person’s time where the device has none, and refuses without', async () => {
    const desk = await openMeterDesk(madeMeter([NO_TIME]));
    const { patientId } = desk.startEncounter('Testperson Alder');
    const ids = (await desk.read()).records.map(({ recordId }) => recordId);
    expect(await codeOf(desk.importFor(patientId, ids))).toBe('time-unknown');
    const measuredAt = '2026-11-22T12:00:00.000Z';
    const { observationIds } = await desk.importFor(patientId, ids, { measuredAt });
    expect(desk.clinic.records.get('Observation', observationIds[0] ?? '')).toMatchObject({
      effectiveAt: measuredAt,
      evidence: { deviceTime: null },
    });
    expect((await desk.memory()).records).toMatchObject([{ isFiled: true }]);
  });

  test('works after the meter was unplugged, and files no record that is none', async () => {
    const desk = await openMeterDesk(madeMeter([CONTROL, HIGH, DAMAGED, LUNCH, LUNCH]));
    const { patientId } = desk.startEncounter('Testperson Alder');
    const { records } = await desk.read();
    desk.bench.unplug('COM3');
    for (const { recordId, isImportable } of records) {
      expect(await codeOf(desk.importFor(patientId, [recordId]))).toBe(
        isImportable ? 'allowed' : 'not-importable',
      );
    }
    expect(records.map(({ isImportable }) => isImportable)).toEqual([false, false, false, true, false]);
  });

  test('is refused all or none, in the contract’s codes', async () => {
    const desk = await openMeterDesk(madeMeter([LUNCH, glucose(5000, '2026-11-22T13:11:00')]));
    const alder = desk.startEncounter('Testperson Alder');
    const birch = desk.startEncounter('Testperson Birch');
    const [lunch = '', impossible = ''] = (await desk.read()).records.map(({ recordId }) => recordId);
    const { patientId } = alder;
    expect(await codeOf(desk.importFor(patientId, [lunch, impossible], { confirmedUnusual: true }))).toBe(
      'implausible',
    );
    expect((await desk.memory()).records[0]?.isFiled).toBe(false);
    expect(await codeOf(desk.importFor(patientId, [lunch, 'no-such-record']))).toBe('memory-gone');
    expect(await codeOf(desk.importFor(patientId, [lunch], { encounterId: birch.encounterId }))).toBe(
      'other-patient',
    );
    expect(await codeOf(desk.importFor(desk.clinic.ids.nextId(), [lunch]))).toBe('not-found');
    await desk.importFor(patientId, [lunch]);
    expect(await codeOf(desk.importFor(birch.patientId, [lunch]))).toBe('filed-for-other-patient');
    desk.clinic.records.write({ practitionerId: null }, 'Encounter', alder.encounterId, {
      status: 'finished',
    });
    expect(await codeOf(desk.importFor(patientId, [lunch], { encounterId: alder.encounterId }))).toBe(
      'encounter-not-open',
    );
  });

  test('may be filed for the right patient once it is marked as entered in error at the wrong one', async () => {
    const desk = await openMeterDesk(madeMeter([LUNCH]));
    const alder = desk.startEncounter('Testperson Alder');
    const birch = desk.startEncounter('Testperson Birch');
    const [lunch = ''] = (await desk.read()).records.map(({ recordId }) => recordId);
    const { observationIds } = await desk.importFor(alder.patientId, [lunch]);
    desk.clinic.records.write({ practitionerId: null }, 'Observation', observationIds[0] ?? '', {
      status: 'entered-in-error',
      statusReason: 'wrong patient',
    });
    expect(await codeOf(desk.importFor(birch.patientId, [lunch]))).toBe('allowed');
  });

  test('needs the permission to write observations', async () => {
    const desk = await openMeterDesk(madeMeter([LUNCH]));
    const { patientId } = desk.startEncounter('Testperson Alder');
    const [lunch] = (await desk.read()).records;
    const input = {
      deviceId: desk.deviceId,
      patientId,
      encounterId: null,
      records: [{ recordId: lunch?.recordId ?? '', measuredAt: null }],
      confirmedUnusual: false,
    };
    expect(await codeOf(call(deviceMemoryCalls.importRecords, input, desk.asRole('administrator')))).toBe(
      'not-allowed',
    );
    const memory = call(deviceMemoryCalls.memory, { deviceId: desk.deviceId }, desk.asRole('front-desk'));
    expect(await codeOf(memory)).toBe('not-allowed');
  });
});

test('a record is looked for with the index and not through all observations', () => {
  const { sqlite } = openTestClinic().clinic.database;
  const plan = sqlite
    .prepare(
      `EXPLAIN QUERY PLAN SELECT id FROM observation WHERE evidence IS NOT NULL
       AND json_extract(evidence, '$.deviceTime') = ? AND status <> 'entered-in-error'`,
    )
    .all('2026-11-22T13:10:00');
  expect(JSON.stringify(plan)).toContain('observation_device_record');
});
