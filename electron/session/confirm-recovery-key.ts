import { err, ok, type Result } from '../../domain/result.ts';
import { foldRecoveryText } from '../keys/recovery-key.ts';
import type { SetUp } from './desk.ts';

/** How a person shows that the recovery key is kept: two groups typed back, or a sheet that was printed or saved here. */
export type Confirmation =
  | {
      readonly by: 'typing';
      readonly groups: readonly { readonly position: number; readonly text: string }[];
    }
  | { readonly by: 'printed' | 'saved' };

/**
 * Errors: `nothing-to-confirm`; `wrong-groups`, also for one group named twice and for a sheet that was never finished.
 * Positions count from 1.
 */
export function checkConfirmation(
  setUp: SetUp | null,
  confirmation: Confirmation,
): Result<null, { readonly code: 'wrong-groups' | 'nothing-to-confirm' }> {
  if (setUp === null || setUp.entering === null) return err({ code: 'nothing-to-confirm' });
  const isConfirmed =
    confirmation.by === 'typing'
      ? hasGroups(setUp, confirmation.groups)
      : setUp.sheetsDone.has(confirmation.by);
  return isConfirmed ? ok(null) : err({ code: 'wrong-groups' });
}

function hasGroups(
  { recoveryKey }: SetUp,
  typed: readonly { readonly position: number; readonly text: string }[],
): boolean {
  const groups = recoveryKey.split('-');
  const positions = new Set(typed.map(({ position }) => position));
  return (
    positions.size === 2 &&
    typed.every(({ position, text }) => groups[position - 1] === foldRecoveryText(text))
  );
}
