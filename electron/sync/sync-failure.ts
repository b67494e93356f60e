/**
 * Why a conversation with the server did not come to its end; nothing was lost, and what was not acknowledged is sent again.
 * - `server-unreachable`: no connection, cut, or no byte for half a minute. Remedy: network, address.
 * - `server-busy`: it asked to be left alone for a while (429, 503) or its disk is full (507).
 * - `server-nonsense`: an answer that is none of ours, or too long. Remedy: the address; another program answers there.
 * - `certificate-mismatch`: not the certificate the enrolment code named, or one nobody vouches for.
 * - `update-needed`: the server no longer serves this version. Remedy: update the app.
 * - `workstation-revoked`: somebody ended this workstation's access.
 * - `proof-wrong`: the server does not know this workstation's key.
 * - `session-expired`: handled by opening another; seen outside only when that fails as well.
 * - `epoch-changed`: this database went back in time (a restored or copied one); a snapshot repairs it.
 * - `refused-body`: the server could not read what was sent (400, 413).
 * - `storage-full`: this workstation's disk took no more.
 */
export type SyncFailureCode =
  | 'server-unreachable'
  | 'server-busy'
  | 'server-nonsense'
  | 'certificate-mismatch'
  | 'update-needed'
  | 'workstation-revoked'
  | 'proof-wrong'
  | 'session-expired'
  | 'epoch-changed'
  | 'refused-body'
  | 'storage-full';

export interface SyncFailure {
  readonly code: SyncFailureCode;
}

/** The failure a Problem's code or a small call's error code means; null for one that belongs to the call itself. */
export function failureOfCode(code: string): SyncFailureCode | null {
  switch (code) {
    case 'update-needed':
    case 'workstation-revoked':
    case 'session-expired':
    case 'epoch-changed':
    case 'proof-wrong':
      return code;
    case 'too-many-requests':
    case 'server-busy':
    case 'server-failed':
    case 'server-storage-full':
      return 'server-busy';
    case 'malformed-request':
    case 'body-too-large':
    case 'unsupported-content':
      return 'refused-body';
    default:
      return null;
  }
}
