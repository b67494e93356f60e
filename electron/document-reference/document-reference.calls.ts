import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { addAddendum, signNote } from './sign-note.ts';
import { discardDraft, saveDraft } from './write-draft.ts';

/** The calls about notes. */
export const documentReferenceCalls = {
  saveDraft: procedures.documentReference.saveDraft
    .use(signedIn('note.write'))
    .handler(({ context, input, errors }) => valueOrThrow(saveDraft(context.signedIn, input), errors)),

  sign: procedures.documentReference.sign.use(signedIn('note.sign')).handler(({ context, input, errors }) => {
    valueOrThrow(signNote(context.signedIn, input), errors);
    return {};
  }),

  addAddendum: procedures.documentReference.addAddendum
    .use(signedIn('note.sign'))
    .handler(({ context, input, errors }) => valueOrThrow(addAddendum(context.signedIn, input), errors)),

  discardDraft: procedures.documentReference.discardDraft
    .use(signedIn('note.write'))
    .handler(({ context, input, errors }) => {
      valueOrThrow(discardDraft(context.signedIn, input), errors);
      return {};
    }),
};
