import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ServerAddress } from './server-address.ts';

/** An answer of whatever listens there; not yet believed. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export type TransportFailure = {
  readonly code: 'server-unreachable' | 'server-nonsense' | 'certificate-mismatch';
};

/** Talks to one server and to no other. */
export interface HttpClient {
  readonly send: (request: HttpRequest) => Promise<Result<HttpAnswer, TransportFailure>>;
  /** For the socket, which must show the same certificate. */
  readonly agent: HttpAgent;
  readonly close: () => void;
}

/** An answer is over when nothing came for this long, in ms; a slow one that goes on is waited for. */
const SILENCE_MS = 30_000;
/** More than any page of ours, in bytes as they come. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

class CertificateMismatch extends Error {
  override readonly name = 'CertificateMismatch';
}

/** What node says when a certificate chain is not vouched for, or names another host. */
const CERTIFICATE_CODES = /^(?:CERT_|ERR_TLS_CERT|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/** node:http(s) with kept connections; with a pinned fingerprint that certificate and no other, before any byte is sent. */
export function createHttpClient(address: ServerAddress, silenceMs = SILENCE_MS): HttpClient {
  const { protocol } = new URL(address.url);
  const agent = protocol === 'https:' ? secureAgent(address) : new HttpAgent({ keepAlive: true });
  const request = protocol === 'https:' ? httpsRequest : httpRequest;
  return {
    agent,
    send: ({ method, path, headers, body }) =>
      new Promise((resolve) => {
        const outgoing = request(
          new URL(path, address.url),
          {
            method,
            agent,
            timeout: silenceMs,
            headers: { ...headers, ...(body === null ? {} : { 'content-length': body.length }) },
          },
          (incoming) => readAnswer(incoming, resolve),
        );
        outgoing.on('timeout', () => outgoing.destroy(new Error('silence')));
        outgoing.on('error', (error) => resolve(err({ code: failureOf(error) })));
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}

function readAnswer(
  incoming: IncomingMessage,
  resolve: (result: Result<HttpAnswer, TransportFailure>) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) {
      resolve(err({ code: 'server-nonsense' }));
      incoming.destroy();
      return;
    }
    chunks.push(chunk);
  });
  incoming.on('error', () => resolve(err({ code: 'server-unreachable' }))); // cut in the middle of its answer
  incoming.on('end', () => {
    if (!incoming.complete) return resolve(err({ code: 'server-unreachable' }));
    return resolve(
      ok({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }),
    );
  });
}

function failureOf(error: Error): TransportFailure['code'] {
  if (error instanceof CertificateMismatch) return 'certificate-mismatch';
  const code = 'code' in error ? String(error.code) : '';
  if (CERTIFICATE_CODES.test(code)) return 'certificate-mismatch';
  // HPE_: bytes that are no HTTP; EPROTO and ERR_SSL_: bytes that are no TLS
  return /^(?:HPE_|EPROTO|ERR_SSL_)/.test(code) ? 'server-nonsense' : 'server-unreachable';
}

function secureAgent({ certificateFingerprint }: ServerAddress): HttpAgent {
  const agent = new HttpsAgent({ keepAlive: true, minVersion: 'TLSv1.2' });
  if (certificateFingerprint === null) return agent;
  type Connect = (options: object, callback: (error: Error | null, socket?: TLSSocket) => void) => void;
  // node's documented way to hand in a socket later than the call; its types know only the early one
  const pinned = agent as unknown as { createConnection: Connect };
  pinned.createConnection = (options, callback) => {
    // the fingerprint is the proof here; who vouches for the certificate does not matter
    const socket = connect({ ...options, rejectUnauthorized: false }, () => {
      if (socket.getPeerCertificate().fingerprint256 === certificateFingerprint) {
        socket.off('error', callback);
        callback(null, socket);
      } else {
        socket.destroy();
        callback(new CertificateMismatch('another certificate than the enrolment code named'));
      }
    });
    socket.once('error', callback);
  };
  return agent;
}
