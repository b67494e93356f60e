import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceOutcome } from '../../../../domain/device/outcome.ts';
import { healthometerEsc } from '../../../../electron/devices/healthometer-esc/driver.ts';
import { escPacket } from '../../../../electron/devices/healthometer-esc/simulator.ts';
import { hex, outcomesOf, readingsIn, talk, type FakeDevice } from '../../../support/device-talk.ts';

const sending = (opening: Uint8Array): FakeDevice => ({ opening, receive: () => new Uint8Array() });
const said = (packet: Uint8Array): DeviceOutcome[] => outcomesOf(talk(healthometerEsc, sending(packet)));

describe('a packet', () => {
  test('of the manual gives 210.9 kg, since N says m', () => {
    expect(said(hex('1B 52 1B 57 30 32 31 30 2E 39 1B 4E 6D 1B 45'))).toEqual([
      { kind: 'reading', measure: 'weight', value: 210.9, unit: 'kg' },
    ]);
  });

  const FULL =
    '1B 52 1B 49 31 32 33 34 35 36 37 38 39 30 1B 57 30 39 30 2E 39 38 1B 48 31 37 38 2E 37 30 1B 54 30 30 35 2E 37 30 1B 42 30 32 38 2E 30 1B 4E 6D 1B 45';
  test('of the manual with every item gives weight and height, and shows id and tare; the BMI is not kept', () => {
    expect(said(hex(FULL))).toEqual([
      {
        kind: 'reading',
        measure: 'weight',
        value: 90.98,
        unit: 'kg',
        facts: { shownPatientId: '1234567890', tare: 5.7 },
      },
      {
        kind: 'reading',
        measure: 'height',
        value: 178.7,
        unit: 'cm',
        facts: { shownPatientId: '1234567890' },
      },
    ]);
  });

  test('may have its items in any order', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(['I0000000042', 'W090.98', 'H178.70', 'T005.70', 'B028.0', 'Nm'], {
          minLength: 6,
          maxLength: 6,
        }),
        (items) => {
          expect(readingsIn(talk(healthometerEsc, sending(escPacket(items))))).toEqual([
            'weight 90.98 kg',
            'height 178.7 cm',
          ]);
        },
      ),
    );
  });

  test.each([
    ['W0210.9', 210.9],
    ['W005.5', 5.5],
    ['W0070.45', 70.45],
    ['W000.20', 0.2],
  ])('reads %s as a decimal', (weight, value) => {
    expect(said(escPacket([weight, 'Nm']))).toMatchObject([{ kind: 'reading', value, unit: 'kg' }]);
  });

  test('in constitutional units is kept in pounds and inches and converted once', () => {
    expect(said(escPacket(['W210.9', 'H070.25', 'T002.0', 'Nc']))).toEqual([
      {
        kind: 'reading',
        measure: 'weight',
        value: 210.9,
        unit: '[lb_av]',
        si: { value: 95.663, unit: 'kg' },
        facts: { tare: 2 },
      },
      {
        kind: 'reading',
        measure: 'height',
        value: 70.25,
        unit: '[in_i]',
        si: { value: 178.435, unit: 'cm' },
      },
    ]);
  });

  test('with a height alone gives that', () => {
    expect(said(escPacket(['H178.7', 'Nm']))).toEqual([
      { kind: 'reading', measure: 'height', value: 178.7, unit: 'cm' },
    ]);
  });

  test('with a height of zero has no rod', () => {
    expect(said(escPacket(['W070.5', 'H000.0', 'Nm']))).toEqual([
      { kind: 'reading', measure: 'weight', value: 70.5, unit: 'kg' },
    ]);
  });

  test.each([['Nx'], ['N'], ['NM'], ['Nmm'], ['T001.0']])('whose unit is %s is refused', (unit) => {
    expect(said(escPacket(['W070.5', unit]))).toEqual([{ kind: 'refused', reason: 'unknown-unit' }]);
  });

  test.each([
    ['999.9', 'Nm', 'overload-or-underload'],
    ['999.99', 'Nc', 'overload-or-underload'],
    ['0999.90', 'Nm', 'overload-or-underload'],
    ['0', 'Nm', 'nothing-on-scale'],
    ['000.0', 'Nc', 'nothing-on-scale'],
    ['000.19', 'Nm', 'nothing-on-scale'],
    ['000.4', 'Nc', 'nothing-on-scale'],
    ['-001.5', 'Nm', 'nothing-on-scale'],
  ])('with the weight %s %s is no measurement: %s', (weight, unit, reason) => {
    expect(said(escPacket([`W${weight}`, unit]))).toEqual([
      { kind: 'no-measurement', reason, measure: 'weight' },
    ]);
  });

  test('without a weight to give shows its height and gives none', () => {
    expect(said(escPacket(['W999.9', 'H178.7', 'Nm']))).toMatchObject([
      { kind: 'no-measurement', shown: [{ measure: 'height', value: 178.7, unit: 'cm' }] },
    ]);
  });

  test.each([
    ['an item twice', ['W070.5', 'W080.5', 'Nm']],
    ['two units', ['W070.5', 'Nm', 'Nc']],
    ['a weight without its point', ['W090', 'Nm']],
    ['a weight of letters', ['W07O.5', 'Nm']],
    ['no weight behind its letter', ['W', 'Nm']],
    ['two points', ['W070.5.1', 'Nm']],
    ['a height that is none', ['W070.5', 'H17-8', 'Nm']],
    ['an id of more than ten characters', ['I0000000042W070.5', 'H178.7', 'Nm']],
    ['a tare that is none', ['W070.5', 'T', 'Nm']],
  ])('with %s is framing, and gives nothing', (_name, items) => {
    expect(said(escPacket(items))).toEqual([{ kind: 'error', code: 'framing' }]);
  });

  test.each([
    ['W1000.1', { measure: 'weight', sent: 1000.1 }],
    ['H300.1', { measure: 'height', sent: 300.1 }],
  ])('with %s is implausible', (item, facts) => {
    expect(said(escPacket([item, 'Nm']))).toEqual([{ kind: 'error', code: 'implausible', facts }]);
  });

  test.each([
    [['Z000', 'W070.5', 'Nm'], [{ kind: 'reading', measure: 'weight', value: 70.5, unit: 'kg' }]],
    [['ZE10', 'W070.5', 'Nm'], [{ kind: 'error', code: 'overload' }]],
    [['Z003'], [{ kind: 'error', code: 'device-refused', facts: { diagnostic: '003' } }]],
    [['O'], [{ kind: 'info', facts: { event: 'no-values' } }]],
    [[], [{ kind: 'info', facts: { event: 'no-values' } }]],
    [['I0000000042', 'Nm'], [{ kind: 'info', facts: { event: 'no-values', shownPatientId: '0000000042' } }]],
  ])('of diagnostics or of no values: %j', (items, outcomes) => {
    expect(said(escPacket(items))).toEqual(outcomes);
  });
});
