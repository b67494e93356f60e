import { describe, expect, test } from 'vitest';
import { healthometerEsc } from '../../../../electron/devices/healthometer-esc/driver.ts';
import { hidPosScale } from '../../../../electron/devices/hid-pos-scale/driver.ts';
import { temperHid } from '../../../../electron/devices/temper-hid/driver.ts';
import { byteByByte, replayed } from '../../../support/device-replay.ts';

describe('a recording of a USB scale', () => {
  const weight = { kind: 'reading', measure: 'weight' };
  test.each([
    ['03 04 02 00 6E 03', [{ ...weight, value: 878, unit: 'g', si: { value: 0.878, unit: 'kg' } }]],
    ['03 04 0B FF 4E 00', [{ ...weight, value: 7.8, unit: '[oz_av]', si: { value: 0.221, unit: 'kg' } }]],
    ['03 04 03 FF C8 02', [{ ...weight, value: 71.2, unit: 'kg' }]],
    ['04 03 FF C8 02', [{ ...weight, value: 71.2, unit: 'kg' }]],
    [
      '03 03 0C FF 22 06',
      [
        {
          kind: 'no-measurement',
          reason: 'in-motion',
          measure: 'weight',
          shown: [{ measure: 'weight', value: 157, unit: '[lb_av]' }],
        },
      ],
    ],
    ['03 04 04 FF C8 02', [{ kind: 'refused', reason: 'unit-not-clinical' }]],
    ['03 04 03 FF C8', [{ kind: 'info', event: 'ignored', reason: 'wrong-length', ignored: 1 }]],
    ['', []],
  ])('whose one report is %j', (report, outcomes) => {
    expect(replayed(hidPosScale, { reports_hex: [report] })).toEqual(outcomes);
  });

  test('that lost the borders of its reports is cut at their ids, however it came', () => {
    const bytes_hex = '03 04 02 00 6E 03 03 03 0C FF 22 06 03 04 03 FF C8 02';
    const outcomes = replayed(hidPosScale, { bytes_hex });
    expect(outcomes).toMatchObject([{ value: 878 }, { kind: 'no-measurement' }, { value: 71.2 }]);
    expect(replayed(hidPosScale, { chunks_hex: byteByByte(bytes_hex) })).toEqual(outcomes);
    const shifted = byteByByte('04 02 00 6E 03 03 04 0B FF 4E 00 03');
    expect(replayed(hidPosScale, { chunks_hex: shifted }).map(({ kind }) => kind)).not.toContain('reading');
  });

  test('has one outcome a report, also through a script', () => {
    const reports = [
      '03 02 03 FF 00 00',
      '03 03 03 FF 8F 02',
      '03 04 03 FF C8 02',
      '04 04 03 FF C8 02',
      '03 06 03 FF 00 00',
    ];
    const kinds = ['no-measurement', 'no-measurement', 'reading', 'info', 'error'];
    expect(replayed(hidPosScale, { reports_hex: reports })).toMatchObject(kinds.map((kind) => ({ kind })));
    const script = reports.flatMap((report) => [{ reports_hex: [report] }, { silence_ms: 4000 }]);
    expect(replayed(hidPosScale, { script })).toMatchObject(kinds.map((kind) => ({ kind })));
  });
});

describe('a recording of a physician scale', () => {
  const MANUAL = '1B 52 1B 57 30 32 31 30 2E 39 1B 4E 6D 1B 45';
  const FULL =
    '1B 52 1B 49 31 32 33 34 35 36 37 38 39 30 1B 57 30 39 30 2E 39 38 1B 48 31 37 38 2E 37 30 1B 54 30 30 35 2E 37 30 1B 42 30 32 38 2E 30 1B 4E 6D 1B 45';
  const manual = [{ kind: 'reading', measure: 'weight', value: 210.9, unit: 'kg' }];
  const full = [
    { kind: 'reading', measure: 'weight', value: 90.98, unit: 'kg', shownPatientId: '1234567890', tare: 5.7 },
    { kind: 'reading', measure: 'height', value: 178.7, unit: 'cm', shownPatientId: '1234567890' },
  ];

  test.each([
    [MANUAL, manual],
    [FULL, full],
    ['1B 52 1B 45', [{ kind: 'info', event: 'no-values' }]],
    ['1B 52 1B 57 30 32 31 30 2E 39 1B 45', [{ kind: 'refused', reason: 'unknown-unit' }]],
    [
      '1B 52 1B 57 39 39 39 2E 39 1B 4E 6D 1B 45',
      [{ kind: 'no-measurement', reason: 'overload-or-underload', measure: 'weight' }],
    ],
    ['1B 52 1B 57 30 32 31 30 2E 39', [{ kind: 'error', code: 'truncated' }]],
    ['57 30 32 31 30', [{ kind: 'error', code: 'framing', droppedBytes: 5 }]],
    ['', [{ kind: 'error', code: 'not-connected' }]],
  ])('of %s is the same at once and byte by byte', (hex, outcomes) => {
    expect(replayed(healthometerEsc, { bytes_hex: hex })).toEqual(outcomes);
    expect(replayed(healthometerEsc, { chunks_hex: hex.split(' ') })).toEqual(outcomes);
  });

  test('gives both of two packets with foreign bytes between, and one of two that are the same', () => {
    const both = replayed(healthometerEsc, { bytes_hex: `${MANUAL} A1 1B C3 ${FULL}` });
    expect(both.filter((outcome) => 'measure' in outcome)).toEqual([...manual, ...full]);
    expect(replayed(healthometerEsc, { bytes_hex: MANUAL + MANUAL })).toEqual([
      ...manual,
      { kind: 'info', event: 'repeated' },
    ]);
  });

  test.each(['1B 52 1B 45', 'ESC R ESC E'])('plays a script that expects %s', (expect_host) => {
    const [begun, rest] = [FULL.slice(0, 60), FULL.slice(60)];
    const answer = [{ bytes_hex: begun }, { silence_ms: 500 }, { bytes_hex: rest }];
    expect(replayed(healthometerEsc, { script: [{ expect_host }, ...answer] })).toEqual(full);
    const late = [{ bytes_hex: begun }, { silence_ms: 2500 }, { bytes_hex: rest }];
    expect(replayed(healthometerEsc, { script: [{ expect_host }, ...late] })).toMatchObject([
      { kind: 'error', code: 'truncated' },
      { kind: 'error', code: 'framing' },
    ]);
  });
});

describe('a recording of a thermometer', () => {
  const FIRMWARE = ['54 45 4D 50 65 72 47 6F', '6C 64 5F 56 33 2E 31 20'];
  const BOTH = ['80 80 0D 54 4E 20 00 00', '80 01 0A F0 4E 20 00 00'];
  const GOLD = '80 80 09 21 4E 20 00 00';
  const reading = (value: number, sensor: string): object => ({
    kind: 'reading',
    measure: 'ambient-temperature',
    value,
    unit: 'Cel',
    sensor,
  });
  const identity = { kind: 'info', identity: 'TEMPerGold_V3.1' };

  test.each([
    [{ firmware: 'TEMPer2_V3.7', reports_hex: BOTH }, [reading(34.12, 'internal'), reading(28, 'external')]],
    [
      { firmware: 'TEMPer2_V3.7', bytes_hex: BOTH.join('') },
      [reading(34.12, 'internal'), reading(28, 'external')],
    ],
    [
      { firmware: 'TEMPer2_V3.7', chunks_hex: BOTH.join(' ').split(' ') },
      [reading(34.12, 'internal'), reading(28, 'external')],
    ],
    [{ firmware: 'TEMPerGold_V3.1', answer_to: 'values', reports_hex: [GOLD] }, [reading(23.37, 'internal')]],
    [
      {
        firmware: 'TEMPer2_V3.7',
        answer_to: '01 80 33 01 00 00 00 00',
        reports_hex: [BOTH[0], '80 01 4E 20 4E 20 00 00'],
      },
      [
        reading(34.12, 'internal'),
        { kind: 'no-measurement', reason: 'external-sensor-absent', measure: 'ambient-temperature' },
      ],
    ],
    [{ reports_hex: BOTH }, [{ kind: 'refused', reason: 'unknown-firmware' }]],
    [
      { firmware: 'TEMPerX_V3.9', reports_hex: BOTH },
      [{ kind: 'refused', reason: 'unknown-firmware', firmware: 'TEMPerX_V3.9' }],
    ],
    [{ answer_to: 'firmware', reports_hex: FIRMWARE }, [identity]],
    [{ answer_to: '01 86 FF 01 00 00 00 00', bytes_hex: FIRMWARE.join('') }, [identity]],
    [{ reports_hex: [...FIRMWARE, GOLD] }, [identity, reading(23.37, 'internal')]],
    [
      { answer_to: 'firmware', bytes_hex: '54 45 4D 50 65 72 58 5F 56 33 2E 39 20 20 20 20' },
      [{ kind: 'refused', reason: 'unknown-firmware', firmware: 'TEMPerX_V3.9' }],
    ],
    [{ answer_to: 'firmware', reports_hex: FIRMWARE.slice(0, 1) }, [{ kind: 'error', code: 'truncated' }]],
    [{ answer_to: 'firmware', reports_hex: [GOLD] }, [{ kind: 'error', code: 'framing' }]],
    [{ answer_to: 'firmware', reports_hex: [] }, [{ kind: 'error', code: 'not-connected' }]],
    [{ answer_to: 'values', reports_hex: [] }, [{ kind: 'error', code: 'timeout' }]],
    [{ firmware: 'TEMPerGold_V3.1', reports_hex: ['80 80 09'] }, [{ kind: 'error', code: 'truncated' }]],
    [
      { firmware: 'TEMPerGold_V3.1', reports_hex: ['00 80 09 21 4E 20 00 00'] },
      [{ kind: 'error', code: 'framing' }],
    ],
    [{ firmware: 'TEMPer2_V3.7', reports_hex: [...BOTH, GOLD] }, [{ kind: 'error', code: 'framing' }]],
    [{ answer_to: 'humidity', reports_hex: BOTH }, [{ kind: 'error', code: 'protocol' }]],
  ])('%j', (recording, outcomes) => {
    expect(replayed(temperHid, recording)).toEqual(outcomes);
  });

  test('plays the whole talk from a script, with a first answer that is short', () => {
    const script = [
      { expect_host: '01 86 FF 01 00 00 00 00' },
      { reports_hex: FIRMWARE.slice(0, 1) },
      { expect_host: 'firmware' },
      { reports_hex: FIRMWARE },
      { expect_host: '01 80 33 01 00 00 00 00' },
      { reports_hex: [GOLD] },
    ];
    expect(replayed(temperHid, { script })).toEqual([
      { kind: 'info', event: 'asked-again', fault: 'truncated' },
      identity,
      reading(23.37, 'internal'),
    ]);
  });

  test('tells a script that expects what is never sent', () => {
    const script = [{ expect_host: '01 81 55 00 00 00 00 00' }];
    expect(replayed(temperHid, { script }).at(-1)).toMatchObject({ kind: 'error', code: 'protocol' });
  });
});
