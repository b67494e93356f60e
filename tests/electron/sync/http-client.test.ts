import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpClient } from '../../../electron/sync/http-client.ts';

const SILENCE_MS = 150;

async function answerOf(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // listening on TCP
  const client = createHttpClient(
    { url: `http://127.0.0.1:${port}`, certificateFingerprint: null },
    SILENCE_MS,
  );
  onTestFinished(() => client.close());
  return client.send({ method: 'POST', path: '/', headers: {}, body: Buffer.from('x') });
}

test('a server that takes a call and never answers counts as unreachable', async () => {
  expect(await answerOf(() => {})).toEqual({ ok: false, error: { code: 'server-unreachable' } });
});

test('a server that stops in the middle of its answer counts as unreachable', async () => {
  const answer = await answerOf((_request, response) => void response.write('the first half'));
  expect(answer).toEqual({ ok: false, error: { code: 'server-unreachable' } });
});

test('a slow server that goes on answering is waited for', async () => {
  const answer = await answerOf((_request, response) => {
    let sent = 0;
    const timer = setInterval(() => {
      sent += 1;
      response.write('piece ');
      if (sent < 6) return;
      clearInterval(timer);
      response.end();
    }, SILENCE_MS / 3);
  });
  expect(answer.ok && answer.value.body.toString('utf8')).toBe('piece '.repeat(6));
});
