/**
 * The commonest passwords of 8 characters and more, folded as below: the front of the lists published after breaches
 * (SecLists `Passwords/Common-Credentials`, read from memory, not a complete copy) and the words a clinic would pick.
 */
const COMMON_STEMS = [
  'password passwort contrasena welcome willkommen bienvenido administrator iloveyou sunshine princess football baseball',
  'superman starwars whatever trustno computer michelle jennifer charlotte dragon monkey shadow master letmein login',
  'abcabc abcdefgh qwerty qwertyui qwertyuiop qwertz qwertzui qwertzuiop asdfgh asdfghjk asdfghjkl zxcvbnm azerty',
  'qazwsx qazwsxedc changeme default guest secret temporary practice clinic klinik clinica hospital doctor nurse patient',
  'telemedicine telehealth medicine health owner reception frontdesk workstation summer winter spring autumn',
]
  .join(' ')
  .split(' ');

const DIGIT_RUNS = ['01234567890123456789', '98765432109876543210'];

/** What people put for letters, undone: `P@ssw0rd` is `password`. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

/**
 * Whether a password of allowed length would be among an attacker's first guesses: a common word or the clinic's name with
 * only digits and signs around it, one or two characters repeated, or a run of digits.
 * Source: OWASP ASVS 5.0, 6.2.4 and 6.2.11 (common passwords, words of the context); no composition rules (6.2.5).
 */
export function isWeakPassword(password: string, clinicName: string | null): boolean {
  const folded = foldWord(password);
  if (new Set(folded).size <= 2) return true;
  const digits = folded.replaceAll(/\D/g, '');
  const hasNoLetters = !/\p{L}/u.test(folded);
  if (hasNoLetters && DIGIT_RUNS.some((run) => run.includes(digits))) return true;
  const words = [...COMMON_STEMS, ...clinicWordsOf(clinicName)];
  return wordsOf(folded).some((word) => words.includes(word));
}

/** The password without digits and signs at its ends, as typed and with look-alikes undone. */
function wordsOf(folded: string): string[] {
  const stripEnds = (text: string) => text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const trailing = folded.replaceAll(/^[\d\W_]+|[\d\W_]+$/gu, '');
  return [trailing, undoLookAlikes(trailing), undoLookAlikes(folded)].map((word) =>
    stripEnds(word).replaceAll(/[^\p{L}\p{N}]/gu, ''),
  );
}

function undoLookAlikes(text: string): string {
  return text.replaceAll(/./gsu, (char) => LOOK_ALIKES[char] ?? char);
}

function clinicWordsOf(clinicName: string | null): string[] {
  if (clinicName === null) return [];
  const folded = foldWord(clinicName);
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 4);
  return [...words, folded.replaceAll(/[^\p{L}\p{N}]/gu, '')];
}

function foldWord(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
