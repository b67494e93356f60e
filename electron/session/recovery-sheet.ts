import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { deliverPdf } from '../printing/deliver-pdf.ts';
import type { Output } from '../printing/output.ts';
import { recoverySheetDocument } from '../printing/recovery-sheet.ts';
import { renderPdf } from '../printing/render-pdf.ts';
import { clinicOf } from './clinic-profile.ts';
import type { SessionContext } from './session-context.ts';

const FILE_NAME = 'recovery-key.pdf';

/** Prints or saves the key that waits for its confirmation. Errors: `nothing-to-confirm`, `cancelled`, `could-not-write`. */
export async function deliverRecoverySheet(
  { desk, clock }: SessionContext,
  output: Output,
  action: 'save' | 'print',
): Promise<
  Result<{ done: boolean }, { readonly code: 'nothing-to-confirm' | 'cancelled' | 'could-not-write' }>
> {
  const { setUp, opened } = desk;
  if (setUp === null || opened === null || setUp.entering === null)
    return err({ code: 'nothing-to-confirm' });
  const { name: clinicName } = clinicOf(opened.clinic);
  const madeOn = instantOf(clock).slice(0, 10);
  const pdf = await renderPdf(recoverySheetDocument({ clinicName, recoveryKey: setUp.recoveryKey, madeOn }));
  const outcome = await deliverPdf(output, action, FILE_NAME, pdf);
  if (outcome !== 'done') return err({ code: outcome });
  setUp.sheetsDone.add(action === 'save' ? 'saved' : 'printed');
  return ok({ done: true });
}
