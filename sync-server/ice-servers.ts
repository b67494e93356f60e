import { createHmac } from 'node:crypto';
import type { IceServer } from '../domain/contract/telehealth/signaling.ts';
import type { Clock } from '../domain/ids.ts';

/** Our own STUN and TURN; no third party ever learns a patient's address. Without `turnSecret` no TURN is offered. */
export interface IceOptions {
  readonly stunUrls: readonly string[];
  readonly turnUrls: readonly string[];
  readonly turnSecret: string | null;
}

/** How long TURN credentials hold, in seconds: two hours, longer than a visit. */
const TURN_CREDENTIAL_SECONDS = 2 * 60 * 60;

/** The ICE servers of one visit, with credentials as coturn's `use-auth-secret` takes them (TURN REST API draft). */
export function createIceServers(
  options: IceOptions,
  clock: Clock,
): (visitId: string) => readonly IceServer[] {
  return (visitId) => {
    const stun: IceServer[] = options.stunUrls.length === 0 ? [] : [{ urls: [...options.stunUrls] }];
    if (options.turnSecret === null || options.turnUrls.length === 0) return stun;
    const username = `${Math.floor(clock.nowMs() / 1000) + TURN_CREDENTIAL_SECONDS}:${visitId}`;
    const credential = createHmac('sha1', options.turnSecret).update(username).digest('base64');
    return [...stun, { urls: [...options.turnUrls], username, credential }];
  };
}
