import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Temporal } from 'temporal-polyfill';

interface ClinicTime {
  readonly timeZone: string;
  /** The instant the screen was last told, moved on every half minute. */
  readonly nowMs: number;
}

const ClinicTimeContext = createContext<ClinicTime | null>(null);
const TICK_MS = 30_000;

interface ClinicTimeProviderProps {
  readonly timeZone: string;
  /** Fixed time for tests; the machine's clock otherwise. */
  readonly fixedNowMs?: number;
  readonly children: ReactNode;
}

/** Which zone times are shown in, and what "now" is. */
export function ClinicTimeProvider({ timeZone, fixedNowMs, children }: ClinicTimeProviderProps) {
  const [tickedMs, setTickedMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setTickedMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const nowMs = fixedNowMs ?? tickedMs;
  const value = useMemo(() => ({ timeZone, nowMs }), [timeZone, nowMs]);
  return <ClinicTimeContext value={value}>{children}</ClinicTimeContext>;
}

/** The clinic's zone and the present instant; the screen is drawn again every half minute. */
export function useClinicTime(): ClinicTime {
  const time = useContext(ClinicTimeContext);
  if (time === null) throw new Error('ClinicTimeProvider is missing');
  return time;
}

/** Today's calendar date in the clinic's zone. */
export function useToday(): string {
  const { nowMs, timeZone } = useClinicTime();
  return dayIn(timeZone, nowMs).toString();
}

/** The calendar date of an instant in a zone. */
export function dayIn(timeZone: string, atMs: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate();
}
