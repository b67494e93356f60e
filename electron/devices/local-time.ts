/** An instant as a clock on the wall of this workstation shows it: local, without zone, to the second. */
export function localTimeOf(atMs: number): string {
  const at = new Date(atMs);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** The instant of a local time without zone, by the zone of this workstation; null when it is no time. */
export function instantOfLocalTime(localTime: string): string | null {
  const at = new Date(localTime);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
