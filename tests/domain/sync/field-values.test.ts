import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FieldValues } from '../../../domain/sync/change.ts';
import { isFieldValues } from '../../../domain/sync/field-values.ts';

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

/** What msgpack can bring and JSON cannot, beside what both can. */
const anything = fc.anything({
  withDate: true,
  withTypedArray: true,
  withBigInt: true,
  withNullPrototype: true,
  withMap: true,
  key: fc.string({ maxLength: 62 }),
});

test('the walk takes nothing the schema refuses', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 62 }), anything), (value) => {
      expect(isFieldValues(value) && !FieldValues.safeParse(value).success).toBe(false);
    }),
  );
});

test('of JSON both take the same', () => {
  const json = fc.dictionary(fc.string({ maxLength: 62, size: 'max' }), fc.jsonValue(), {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(json, (value) => {
      expect(isFieldValues(value)).toBe(FieldValues.safeParse(value).success);
    }),
  );
});

test.each([
  [{}, true],
  [{ [`${'n'.repeat(60)}`]: null }, true],
  [{ [`${'n'.repeat(61)}`]: null }, false],
  [{ a: Number.NaN }, false],
  [{ a: new Uint8Array(1) }, false],
  [{ a: undefined }, false],
  [[], false],
  [null, false],
  [nested(32), true],
  [nested(33), false],
])('%j: %s', (value, verdict) => {
  expect(isFieldValues(value)).toBe(verdict);
});
