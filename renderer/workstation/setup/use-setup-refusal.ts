import { useWords } from '../../ui/words.ts';
import { useRefusalSentence } from '../app/use-refusal-sentence.ts';
import { setupWords } from './setup.words.ts';

const OWN_FAULTS = [
  'already-set-up',
  'weak-password',
  'keychain-refused',
  'wrong-groups',
  'nothing-to-confirm',
  'cancelled',
  'could-not-write',
  'code-wrong',
  'code-used',
  'code-expired',
  'certificate-mismatch',
  'update-needed',
  'wrong-password',
] as const;

/** Why a step of the set-up was refused, in one sentence or two. */
export function useSetupRefusal(): (error: unknown) => string {
  const say = useWords(setupWords);
  return useRefusalSentence(OWN_FAULTS, (code) => say(`fault.${code}`));
}
