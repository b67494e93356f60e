import { expect, test } from 'vitest';
import { qualityBetween, type CallSample } from '../../../domain/telehealth/call-quality.ts';

const START: CallSample = {
  atMs: 0,
  bytesReceived: 0,
  framesDecoded: 0,
  packetsReceived: 0,
  packetsLost: 0,
  roundTripMs: null,
};
const after2s = (change: Partial<CallSample>): CallSample => ({
  ...START,
  atMs: 2_000,
  packetsReceived: 100,
  framesDecoded: 40,
  ...change,
});

test.each<[string, Partial<CallSample>, string, string | null]>([
  ['twenty frames and no loss', {}, 'good', null],
  ['five lost of 105', { packetsLost: 5 }, 'good', null],
  ['six lost of 106', { packetsLost: 6 }, 'fair', 'loss'],
  ['twenty lost of 120', { packetsLost: 20 }, 'poor', 'loss'],
  ['a slow way', { roundTripMs: 301 }, 'fair', 'delay'],
  ['a very slow way', { roundTripMs: 701 }, 'poor', 'delay'],
  ['eight frames a second', { framesDecoded: 16 }, 'fair', 'few-frames'],
  ['two frames a second', { framesDecoded: 4 }, 'poor', 'few-frames'],
  ['voice only', { framesDecoded: null }, 'good', null],
])('%s', (_name, change, level, reason) => {
  expect(qualityBetween(START, after2s(change))).toMatchObject({ level, reason });
});

test('nothing received is unknown, not good', () => {
  expect(qualityBetween(START, after2s({ packetsReceived: 0, framesDecoded: null })).level).toBe('unknown');
  expect(qualityBetween(START, START).level).toBe('unknown');
});
