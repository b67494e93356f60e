import { Decoder } from '@msgpack/msgpack';
import { constants, gunzip, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { MAX_PUSH_BYTES } from '../../domain/contract/sync/wire.ts';

/** The type of every bulk body. */
export const MSGPACK = 'application/msgpack';

/** What a body that is no msgpack, or no gzip, comes out as: 400. */
class MalformedBodyError extends Error {
  override readonly name = 'MalformedBodyError';
  readonly statusCode = 400;
}

/** What a body over the limit comes out as, also when only unpacking shows it: 413. */
class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
  readonly statusCode = 413;
}

const decoder = new Decoder({ maxStrLength: MAX_PUSH_BYTES, maxBinLength: MAX_PUSH_BYTES });

/** Reads msgpack bodies, gzipped or not, never unpacking more than MAX_PUSH_BYTES. */
export function readMsgpackBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(MSGPACK, { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer; // parseAs 'buffer'
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined) return decode(bytes, done);
    if (encoding !== 'gzip') return done(new MalformedBodyError('unknown content-encoding'));
    gunzip(bytes, { maxOutputLength: MAX_PUSH_BYTES }, (error, unpacked) => {
      if (error === null) return decode(unpacked, done);
      const isLarge = 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      return done(isLarge ? new BodyTooLargeError('unpacks too large') : new MalformedBodyError('no gzip'));
    });
  });
}

function decode(bytes: Uint8Array, done: (error: Error | null, body?: unknown) => void): void {
  let body: unknown;
  try {
    body = decoder.decode(bytes);
  } catch (error) {
    if (error instanceof Error) return done(new MalformedBodyError('no msgpack', { cause: error })); // any bytes may come
    throw error;
  }
  return done(null, body);
}

/** Answers with msgpack, gzipped: speed before size, because a clinic's network is near and its server small. */
export function sendMsgpack(reply: FastifyReply, body: Uint8Array): Promise<FastifyReply> {
  return new Promise((resolve, reject) => {
    gzip(body, { level: constants.Z_BEST_SPEED }, (error, packed) => {
      if (error !== null) return reject(error);
      return resolve(
        reply
          .type(MSGPACK)
          .header('content-encoding', 'gzip')
          .header('cache-control', 'no-store')
          .send(packed),
      );
    });
  });
}

/** msgpack array of already encoded items. */
export function encodedArray(items: readonly Uint8Array[]): Uint8Array {
  const header = Buffer.alloc(5);
  header[0] = 0xdd;
  header.writeUInt32BE(items.length, 1);
  return Buffer.concat([header, ...items]);
}

/** msgpack map of up to 15 already encoded values. */
export function encodedMap(
  values: Readonly<Record<string, Uint8Array>>,
  encodeText: (text: string) => Uint8Array,
): Uint8Array {
  const entries = Object.entries(values);
  return Buffer.concat([
    Buffer.of(0x80 | entries.length),
    ...entries.flatMap(([name, bytes]) => [encodeText(name), bytes]),
  ]);
}
