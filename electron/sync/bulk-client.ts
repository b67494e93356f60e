import { Decoder } from '@msgpack/msgpack';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { z } from 'zod';
import { Problem } from '../../domain/contract/problem.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../domain/contract/protocol.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { HttpAnswer } from './http-client.ts';
import type { ServerLine } from './session.ts';
import { failureOfCode, type SyncFailure } from './sync-failure.ts';

const MSGPACK = 'application/msgpack';
/** What an answer may unpack to: a page and its longest single row, with room. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024;

const pack = promisify<Uint8Array, { level: number }, Buffer>(gzip);
const unpack = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip);
const decoder = new Decoder({ maxStrLength: MAX_UNPACKED_BYTES, maxBinLength: MAX_UNPACKED_BYTES });

/** One bulk call: msgpack there and back, gzipped, in a session that is opened anew once when it is over. */
export async function callBulk<Schema extends z.ZodType>(
  line: ServerLine,
  path: string,
  body: Uint8Array,
  schema: Schema,
): Promise<Result<z.infer<Schema>, SyncFailure>> {
  const packed = await pack(body, { level: constants.Z_BEST_SPEED });
  for (let attempt = 1; ; attempt += 1) {
    const token = await line.token();
    if (!token.ok) return token;
    const sent = await line.http.send({
      method: 'POST',
      path,
      headers: headersOf(token.value),
      body: packed,
    });
    if (!sent.ok) return sent;
    const answer = await readAnswer(sent.value, schema);
    if (answer.ok || answer.error.code !== 'session-expired' || attempt > 1) return answer;
    line.forgetToken();
  }
}

function headersOf(token: string): Readonly<Record<string, string>> {
  return {
    'content-type': MSGPACK,
    'content-encoding': 'gzip',
    accept: MSGPACK,
    authorization: `Bearer ${token}`,
    [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
  };
}

async function readAnswer<Schema extends z.ZodType>(
  { status, headers, body }: HttpAnswer,
  schema: Schema,
): Promise<Result<z.infer<Schema>, SyncFailure>> {
  if (status !== 200) return err({ code: failureOfProblem(body) });
  if (headers['content-type'] !== MSGPACK) return err({ code: 'server-nonsense' });
  try {
    const bytes =
      headers['content-encoding'] === 'gzip'
        ? await unpack(body, { maxOutputLength: MAX_UNPACKED_BYTES })
        : body;
    const parsed = schema.safeParse(decoder.decode(bytes));
    return parsed.success ? ok<z.infer<Schema>>(parsed.data) : err({ code: 'server-nonsense' });
  } catch (error) {
    if (error instanceof Error) return err({ code: 'server-nonsense' }); // no gzip, no msgpack, or too much of it
    throw error;
  }
}

function failureOfProblem(body: Buffer): SyncFailure['code'] {
  try {
    const problem = Problem.safeParse(JSON.parse(body.toString('utf8')));
    return (problem.success ? failureOfCode(problem.data.code) : null) ?? 'server-nonsense';
  } catch (error) {
    if (error instanceof SyntaxError) return 'server-nonsense';
    throw error;
  }
}
