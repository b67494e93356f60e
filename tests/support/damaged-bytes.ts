import fc from 'fast-check';

/** One byte of an answer hurt on its way. */
export interface Damage {
  readonly at: number;
  readonly byte: number;
  readonly manner: 'change' | 'lose' | 'add';
}

export const damages: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(200),
  byte: fc.integer({ min: 1, max: 255 }),
  manner: fc.constantFrom('change', 'lose', 'add'),
});

/** The bytes with their hurt. An added byte that would leave the whole intact and stand behind it changes one instead. */
export function damageBytes(whole: Uint8Array, { at, byte, manner }: Damage): Uint8Array {
  const bytes = [...whole];
  const place = at % Math.max(1, bytes.length);
  if (manner === 'lose') bytes.splice(place, 1);
  if (manner === 'add') bytes.splice(place, 0, byte);
  const isIntact = manner === 'add' && whole.every((each, index) => each === bytes[index]);
  if (manner === 'change' || isIntact) bytes[place] = (bytes[place] ?? 0) ^ byte;
  return Uint8Array.from(bytes);
}
