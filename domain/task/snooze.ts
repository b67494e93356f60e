import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { Instant } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';

/** Until when an alert is snoozed: some minutes, tomorrow morning by the clinic's clock, or an instant. */
export const SnoozeChoice = z.discriminatedUnion('for', [
  z.object({ for: z.literal('minutes'), minutes: z.int().min(1).max(1440) }),
  z.object({ for: z.literal('tomorrow-morning') }),
  z.object({ for: z.literal('until'), at: Instant }),
]);
export type SnoozeChoice = z.infer<typeof SnoozeChoice>;

/** When a clinic's morning begins for this purpose; a rule of the house. */
const MORNING_HOUR = 8;

/** A longer snooze is a decision not to watch, which is the threshold's to say; a rule of the house. */
const LONGEST_SNOOZE_MS = 7 * 86_400_000;

/** Causes: an instant that has passed, or lies more than seven days ahead. Remedy: another instant, or another threshold. */
export type SnoozeError = { readonly code: 'not-in-future' | 'too-long' };

/** The instant a snooze ends. `timeZone` is the clinic's (IANA). */
export function snoozeEnd(
  choice: SnoozeChoice,
  nowMs: number,
  timeZone: string,
): Result<string, SnoozeError> {
  const untilMs = untilMsOf(choice, nowMs, timeZone);
  if (untilMs <= nowMs) return err({ code: 'not-in-future' });
  if (untilMs - nowMs > LONGEST_SNOOZE_MS) return err({ code: 'too-long' });
  return ok(new Date(untilMs).toISOString());
}

function untilMsOf(choice: SnoozeChoice, nowMs: number, timeZone: string): number {
  switch (choice.for) {
    case 'minutes':
      return nowMs + choice.minutes * 60_000;
    case 'until':
      return Date.parse(choice.at);
    case 'tomorrow-morning': {
      const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
      const morning = { timeZone, plainTime: new Temporal.PlainTime(MORNING_HOUR) };
      return today.add({ days: 1 }).toZonedDateTime(morning).epochMilliseconds;
    }
  }
}
