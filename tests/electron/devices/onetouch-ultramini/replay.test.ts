import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToHex } from '../../../../electron/devices/driver.ts';
import { onetouchUltraMini } from '../../../../electron/devices/onetouch-ultramini/driver.ts';
import { encodePacket } from '../../../../electron/devices/onetouch-ultramini/packet.ts';
import { damageBytes, damages } from '../../../support/damaged-bytes.ts';
import { hex } from '../../../support/device-talk.ts';
import { byteByByte, replayed } from '../../../support/device-replay.ts';

const RECORD = '02 10 02 05 06 48 D5 16 53 70 00 00 00 03 F5 B8';
const reading = {
  kind: 'reading',
  measure: 'glucose',
  value: 112,
  unit: 'mg/dL',
  si: { value: 6.2, unit: 'mmol/L' },
  time: '2014-03-05T07:42:00',
};
const error = (code: string) => [{ kind: 'error', code }];
const packet = (link: number, message: string): string =>
  bytesToHex(encodePacket({ link, message: hex(message) }));
const said = (bytes_hex: string, circumstances: object = {}) =>
  replayed(onetouchUltraMini, { ...circumstances, bytes_hex });

describe('one recorded packet', () => {
  test.each<[string, string, object[]]>([
    ['05 1F 00 00', RECORD, [reading]],
    [
      '05 1F 00 00',
      packet(2, '05 06 48 D5 16 53 FE FF 00 00'),
      [{ kind: 'out-of-range', side: 'low', limit: 20 }],
    ],
    [
      '05 1F 00 00',
      packet(2, '05 06 48 D5 16 53 FF FF 00 00'),
      [{ kind: 'out-of-range', side: 'high', limit: 600 }],
    ],
    ['05 1F 00 00', packet(2, '05 06 48 D5 16 53 59 02 00 00'), error('implausible')],
    ['05 1F 00 00', packet(2, '05 09'), error('device-refused')],
    ['05 1F 00 00', packet(2, '05 06 48 D5 16 53 70 00 00'), error('protocol')],
    ['05 1F 00 00', packet(0x12, '05 06 48 D5 16 53 70 00 00 00'), error('protocol')],
    ['05 1F 00 00', '', error('timeout')],
    ['05 1F 00 00', RECORD.slice(0, 30), error('truncated')],
    ['05 1F 00 00', RECORD.replace('70 00', '71 00'), error('checksum')],
    ['05 1F 00 00', RECORD.replace('03 F5', '04 F5'), error('framing')],
    ['05 1F 00 00', RECORD.replace('02 10', '02 05'), error('framing')],
    ['05 1F 00 00', RECORD.replace('02 10', '02 41'), error('framing')],
    ['05 1F F5 01', '02 0A 02 05 0F 03 00 03 1C 58', [{ kind: 'info', count: 3 }]],
    ['05 1F F5 01', packet(2, '05 0F 00 00'), [{ kind: 'info', count: 0 }, { kind: 'no-measurement' }]],
    [
      '05 20 02 00 00 00 00',
      packet(2, '05 06 48 D5 16 53'),
      [{ kind: 'info', clock: '2014-03-05T07:42:00' }],
    ],
    ['05 0D 02', packet(2, '05 06 03 41 42 43'), [{ kind: 'info', firmware: 'ABC' }]],
    ['05 0D 02', packet(2, '05 06 04 41 42 43'), error('protocol')],
    ['05 0B 02', packet(2, '05 06 41 42 43'), [{ kind: 'info', identity: 'ABC' }]],
    ['05 09 02 09 00 00 00 00', packet(2, '05 06 01'), [{ kind: 'info', displayUnit: 'mmol/L' }]],
  ])('to %s, %s', (answer_to, bytes_hex, expected) => {
    expect(said(bytes_hex, { answer_to })).toMatchObject(expected);
    expect(said(bytes_hex, { answer_to })).toHaveLength(expected.length);
  });

  test.each<[string, object]>([
    [RECORD, reading],
    ['02 0A 02 05 0F 03 00 03 1C 58', { kind: 'info', count: 3 }],
    ['02 06 04 03 AF 27', { kind: 'info', event: 'acknowledge' }],
    [packet(0x0c, ''), { kind: 'info', event: 'link-reset' }],
    ['02 09 03 05 0D 02 03 08 9F', { kind: 'error', code: 'device-refused' }],
  ])('%s by itself is told by its form', (bytes_hex, expected) => {
    expect(said(bytes_hex)).toEqual([expected]);
  });

  test('with the wrong send bit it is a repeat and used no second time', () => {
    expect(said(RECORD, { state: { expected_e: 0 } })).toEqual([reading]);
    expect(said(RECORD, { state: { expected_e: 1 } })).toEqual([{ kind: 'info', event: 'repeat' }]);
    expect(said(`${RECORD}${RECORD}`)).toEqual([reading, { kind: 'info', event: 'repeat' }]);
  });

  test('a 02 within a packet is no beginning', () => {
    const bytes_hex = packet(2, '05 06 02 06 02 53 02 01 00 00');
    expect(said(bytes_hex)).toMatchObject([{ kind: 'reading', value: 258 }]);
  });

  test('two damaged packets are two errors', () => {
    const spoilt = RECORD.replace('70 00', '71 00');
    expect(said(`${spoilt}${spoilt}${RECORD}`)).toEqual([
      ...error('checksum'),
      ...error('checksum'),
      reading,
    ]);
  });
});

describe('what holds for every recording', () => {
  test('one byte at a time is the same', () => {
    const bytes_hex = `FF 02 3C ${RECORD} 02 ${RECORD.slice(0, 20)}`;
    expect(replayed(onetouchUltraMini, { chunks_hex: byteByByte(bytes_hex) })).toEqual(said(bytes_hex));
  });

  test.each([{}, { state: { expected_e: 0 } }, { answer_to: '05 1F 00 00' }])(
    'two recordings with foreign bytes between are both there (%j)',
    (circumstances) => {
      fc.assert(
        fc.property(fc.uint8Array({ minLength: 3, maxLength: 3 }), (foreign) => {
          const twice = said(`${RECORD}${bytesToHex(foreign)}${RECORD}`, circumstances);
          expect(twice.filter(({ kind }) => kind === 'reading')).toEqual([reading, reading]);
        }),
      );
    },
  );

  test('no damaged packet gives a reading that was not sent', () => {
    fc.assert(
      fc.property(damages, damages, (one, other) => {
        const bytes = damageBytes(damageBytes(hex(RECORD), one), other);
        const readings = said(bytesToHex(bytes)).filter(({ kind }) => kind === 'reading');
        expect([reading]).toEqual(expect.arrayContaining(readings));
      }),
    );
  });
});

describe('a script', () => {
  const acknowledged = (link: number) => ({ bytes_hex: packet(link | 4, '') });
  const opening = [
    { expect_host: '02 06 08 03 C2 62' },
    { bytes_hex: packet(0x0c, '') },
    ...(
      [
        ['05 0D 02', '05 06 03 41 42 43'],
        ['05 0B 02', '05 06 41 42 43'],
        ['05 20 02 00 00 00 00', '05 06 48 D5 16 53'],
        ['05 1F F5 01', '05 0F 01 00'],
      ] as const
    ).flatMap(([expect_host, message], nth) => [
      { expect_host },
      acknowledged(nth % 2 === 0 ? 2 : 1),
      { bytes_hex: packet(nth % 2 === 0 ? 2 : 1, message) },
      { expect_host: 'ACK' },
    ]),
    { expect_host: '05 1F 00 00' },
    acknowledged(2),
  ];
  const spoilt = { bytes_hex: RECORD.replace('70 00', '71 00') };
  const played = (...steps: readonly object[]) =>
    replayed(onetouchUltraMini, { script: [...opening, ...steps] }).slice(4);

  test('plays from the reset to the last record, and acknowledges it', () => {
    expect(played({ bytes_hex: RECORD }, { expect_host: 'ACK' })).toEqual([reading]);
  });

  test('does not acknowledge what was damaged, and uses its repeat', () => {
    expect(played(spoilt, { bytes_hex: RECORD }).at(-1)).toEqual(reading);
    expect(played(spoilt, spoilt, spoilt).at(-1)).toEqual({ kind: 'error', code: 'checksum' });
  });

  test('a record that never comes is a timeout', () => {
    expect(played().at(-1)).toEqual({ kind: 'error', code: 'timeout' });
  });
});
