import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { documentReferenceWords } from './document-reference.words.ts';

const OWN_CODES = ['empty-note', 'already-signed', 'not-signed'] as const;

/** Says what a call about a note threw, in the note's own words where it has some. */
export function useNoteFailure(): (error: unknown) => void {
  const say = useWords(documentReferenceWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  return (error) => {
    const own = OWN_CODES.find((code) => code === failureCode(error));
    if (own === undefined) notify.failed(failureText(error).title, failureText(error).text);
    else notify.failed(say(`error.${own}`));
  };
}

/** Signing, adding to a signed note, discarding a draft: each says what it did and lets the visit be asked again. */
export function useNoteActions() {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const say = useWords(documentReferenceWords);
  const notify = useNotify();
  const sayFailure = useNoteFailure();
  const sign = useMutation(queries.documentReference.sign.mutationOptions());
  const addAddendum = useMutation(queries.documentReference.addAddendum.mutationOptions());
  const discard = useMutation(queries.documentReference.discardDraft.mutationOptions());
  const changed = (words: string, then: () => void) => () => {
    notify.done(words);
    void queryClient.invalidateQueries({ queryKey: queries.encounter.key() });
    void queryClient.invalidateQueries({ queryKey: queries.patient.key() });
    then();
  };
  return {
    isBusy: sign.isPending || addAddendum.isPending || discard.isPending,
    sign: (documentId: string, release: boolean, then: () => void) =>
      sign.mutate(
        { documentId, release },
        {
          onSuccess: changed(say(release ? 'signDialog.signedReleased' : 'signDialog.signed'), then),
          onError: sayFailure,
        },
      ),
    addAddendum: (documentId: string, text: string, then: () => void) =>
      addAddendum.mutate(
        { documentId, text },
        { onSuccess: changed(say('addendumDone'), then), onError: sayFailure },
      ),
    discard: (documentId: string, then: () => void) =>
      discard.mutate({ documentId }, { onSuccess: changed(say('discarded'), then), onError: sayFailure }),
  };
}
