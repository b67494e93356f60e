import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineOfText, longText, optionalLine, withoutForbidden } from '../../../domain/resource/text.ts';

const name = lineOfText(100);

describe('a line of text', () => {
  test.each([
    ['emoji', 'Testperson 🙂'],
    ['an emoji joined of several', 'Testperson 👩‍⚕️'],
    ['right to left', 'מבחן אלון'],
    ['right to left with its mark', 'اختبار‏'],
    ['combining characters', 'Testperso\u0301n'],
    ['a letter beyond the basic plane', '𠮷田'],
    ['one letter', 'O'],
  ])('%s is kept, composed', (_what, text) => {
    expect(name.parse(text)).toBe(text.normalize('NFC').trim());
  });

  test.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['other blanks', '\u00A0\u2003\u3000'],
    ['zero-width spaces', '\u200B\u200B'],
    ['a joiner alone', '\u200D'],
    ['fillers', '\u3164\u115F\u2800'],
    ['10,000 characters', 'x'.repeat(10_000)],
    ['two lines', 'Testperson\nAlder'],
    ['a direction override', 'Testperson\u202Egnp'],
    ['a control character', 'Test\u0000person'],
    ['half a surrogate pair', 'Testperson \uD83D'],
  ])('%s is refused', (_what, text) => {
    expect(name.safeParse(text).success).toBe(false);
  });

  test('blanks around a name go, those inside stay', () => {
    expect(name.parse('  Testperson  Alder ')).toBe('Testperson  Alder');
  });

  test('left out, blank and null are the same unknown', () => {
    expect(optionalLine(40).parse('  ')).toBeNull();
    expect(optionalLine(40).parse(null)).toBeNull();
  });
});

test('whatever is typed into a note, what is kept of it is taken and stays the same when taken again', () => {
  const note = longText(1_000);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
      const kept = withoutForbidden(typed);
      expect(note.parse(kept)).toBe(kept);
      expect(withoutForbidden(kept)).toBe(kept);
    }),
  );
  expect(withoutForbidden('Feels \uD83D well\u0000.')).toBe('Feels  well.');
});
