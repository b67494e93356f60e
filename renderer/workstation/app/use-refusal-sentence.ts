import { failureCode, useFailureWords } from './use-failure-words.ts';

/** Why a step was refused, in a sentence or two: the screen's own words for the codes it knows, the house's for the rest. */
export function useRefusalSentence<Code extends string>(
  ownCodes: readonly Code[],
  sayOwn: (code: Code) => string,
): (error: unknown) => string {
  const failureText = useFailureWords();
  return (error) => {
    const code = failureCode(error);
    const own = ownCodes.find((one) => one === code);
    if (own !== undefined) return sayOwn(own);
    const { title, text } = failureText(error);
    return `${title}. ${text}`;
  };
}
