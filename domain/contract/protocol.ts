/**
 * The version of everything on the wire between workstation and server. History, one line a number:
 * 1: first (enrolment, session, push, pull, snapshot, bell, visits, portal).
 * 2: revoking a workstation and making a visit link name the acting person; a push may be refused as 'signature-not-own'.
 */
export const PROTOCOL_VERSION = 2;

/** The oldest version the server still serves: neighbours sync, older ones are told 'update-needed'. */
export const OLDEST_SERVED_PROTOCOL_VERSION = 1;

/** The header in which a workstation says its version. */
export const PROTOCOL_HEADER = 'x-clinic-protocol';

/** Whether the server serves a workstation of this version; anything but a number is refused. */
export function isServedProtocol(header: string | undefined): boolean {
  const version = Number(header);
  return (
    Number.isInteger(version) && version >= OLDEST_SERVED_PROTOCOL_VERSION && version <= PROTOCOL_VERSION + 1
  );
}
