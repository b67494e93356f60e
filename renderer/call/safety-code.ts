/**
 * Twelve digits both sides can read to each other: SHA-256 over the two DTLS fingerprints in sorted order. A signaling
 * server that sat in the middle would have to show different fingerprints to each side, and so different codes.
 */
export async function safetyCodeOf(fingerprints: readonly [string, string]): Promise<string> {
  const sorted = fingerprints.map((fingerprint) => fingerprint.trim().toLowerCase()).toSorted();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sorted.join('|')));
  const bytes = new DataView(digest);
  const groups = [0, 4, 8, 12].map((offset) => String(bytes.getUint32(offset) % 1000).padStart(3, '0'));
  return groups.join(' ');
}

/** The certificate fingerprint of a session description, or null. RFC 8122. */
export function fingerprintOf(sdp: string | undefined): string | null {
  return /^a=fingerprint:(\S+ \S+)/m.exec(sdp ?? '')?.[1] ?? null;
}
