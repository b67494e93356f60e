import { EnrolmentCode } from '../../domain/contract/sync/wire.ts';
import { err, ok, type Result } from '../../domain/result.ts';

/** Where a server is, and the certificate it must show: SHA-256 as upper-case hex pairs joined by ':'; null = any vouched for. */
export interface ServerAddress {
  /** Origin without a slash at the end. */
  readonly url: string;
  readonly certificateFingerprint: string | null;
}

/** Cause `address-not-secure`: plain http to another machine would send the record in clear. Remedy: https. */
export type AddressError = { readonly code: 'address-not-secure' };

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/** https anywhere; plain http only to this very machine. */
export function serverAddress(
  url: string,
  certificateFingerprint: string | null,
): Result<ServerAddress, AddressError> {
  if (!URL.canParse(url)) return err({ code: 'address-not-secure' });
  const { protocol, hostname, origin } = new URL(url);
  const isSecure = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
  return isSecure ? ok({ url: origin, certificateFingerprint }) : err({ code: 'address-not-secure' });
}

/** What an enrolment code says; `code-wrong` for text that is none, or that points to an address that is not secure. */
export function readEnrolmentCode(
  text: string,
): Result<{ readonly address: ServerAddress; readonly secret: string }, { readonly code: 'code-wrong' }> {
  const parsed = EnrolmentCode.safeParse(jsonOf(text));
  if (!parsed.success) return err({ code: 'code-wrong' });
  const address = serverAddress(parsed.data.u, parsed.data.f);
  return address.ok ? ok({ address: address.value, secret: parsed.data.s }) : err({ code: 'code-wrong' });
}

/** The text a person carries to another workstation. */
export function writeEnrolmentCode({ url, certificateFingerprint }: ServerAddress, secret: string): string {
  const code: EnrolmentCode = { u: url, f: certificateFingerprint, s: secret };
  return Buffer.from(JSON.stringify(code), 'utf8').toString('base64url');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text.replaceAll(/\s/g, ''), 'base64url').toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null; // any text may be typed here
    throw error;
  }
}
