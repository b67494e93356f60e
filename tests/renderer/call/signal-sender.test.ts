import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SignalBody } from '../../../domain/contract/telehealth/signaling.ts';
import { SignalSender } from '../../../renderer/call/signal-sender.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A way to the other side that takes each signal when the test says so. */
function createWay() {
  const sent: SignalBody[] = [];
  const answers: ((isTaken: boolean) => void)[] = [];
  const onUndelivered = vi.fn<() => void>();
  const sender = new SignalSender({
    send: (signal) => {
      sent.push(signal);
      return new Promise((resolve) => answers.push(resolve));
    },
    onUndelivered,
  });
  const answer = async (isTaken: boolean): Promise<void> => {
    answers.shift()?.(isTaken);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { sender, sent, answer, onUndelivered };
}

test('sends one at a time; what piles up meanwhile goes out as one, in order', async () => {
  const { sender, sent, answer } = createWay();
  sender.startEpoch(3);
  for (const part of ['offer', 'a', 'b', 'c']) sender.signal(part);
  expect(sent).toEqual([{ kind: 'signal', epoch: 3, seq: 0, payload: ['offer'] }]);
  await answer(true);
  expect(sent[1]).toEqual({ kind: 'signal', epoch: 3, seq: 1, payload: ['a', 'b', 'c'] });
});

test('repeats the same signal with the same number until it is taken', async () => {
  const { sender, sent, answer, onUndelivered } = createWay();
  sender.startEpoch(1);
  sender.signal('offer');
  await answer(false);
  expect(onUndelivered).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(400);
  expect(sent[1]).toEqual(sent[0]);
  await answer(false);
  sender.kick();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toHaveLength(3);
});

test('a new peer drops what was left for the old one, but not a greeting', async () => {
  const { sender, sent, answer } = createWay();
  sender.startEpoch(1);
  sender.signal('old offer');
  sender.signal('old candidate');
  sender.hello(1, { instance: 'page-one' });
  sender.startEpoch(2);
  sender.signal('new offer');
  await answer(true);
  await answer(true);
  expect(sent.slice(1)).toEqual([
    { kind: 'hello', epoch: 1, seq: 0, payload: { instance: 'page-one' } },
    { kind: 'signal', epoch: 2, seq: 0, payload: ['new offer'] },
  ]);
});

test('asks once for a restart, however often it is told to', async () => {
  const { sender, sent, answer } = createWay();
  sender.signal('offer');
  sender.restartPlease();
  sender.restartPlease();
  await answer(true);
  await answer(true);
  expect(sent.filter(({ kind }) => kind === 'restart-please')).toHaveLength(1);
});
