import { expect, test } from 'vitest';
import { NoteAutosave } from '../../../../renderer/workstation/document-reference/note-autosave.ts';

/** Timers a test moves by hand, and saves it answers by hand. */
function desk() {
  const timers = new Map<number, { readonly run: () => void; readonly atMs: number }>();
  const saves: {
    readonly text: string;
    readonly documentId: string | null;
    answer: () => void;
    refuse: () => void;
  }[] = [];
  let nowMs = 0;
  let made = 0;
  const autosave = new NoteAutosave(
    {
      save: ({ documentId, text }) =>
        new Promise((resolve, reject) => {
          saves.push({
            documentId,
            text,
            answer: () =>
              resolve({ documentId: documentId ?? 'note-1', savedAt: '2026-11-23T10:00:00.000Z' }),
            refuse: () => reject(new Error('storage-full')),
          });
        }),
      codeOf: (error) => (error instanceof Error ? error.message : 'unknown'),
      setTimer: (run, delayMs) => {
        timers.set((made += 1), { run, atMs: nowMs + delayMs });
        return made;
      },
      clearTimer: (timer) => void timers.delete(timer),
    },
    { documentId: null, text: '' },
  );
  const pass = async (ms: number) => {
    nowMs += ms;
    for (const [id, { run, atMs }] of timers) {
      if (atMs > nowMs) continue;
      timers.delete(id);
      run();
    }
    await Promise.resolve();
  };
  return { autosave, saves, pass };
}

const settle = async () => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
};

test('a pause of a second and a half saves; the second save overwrites the same draft', async () => {
  const { autosave, saves, pass } = desk();
  autosave.change('Feels');
  await pass(1_000);
  expect(saves).toHaveLength(0);
  await pass(500);
  expect(saves.map(({ text }) => text)).toEqual(['Feels']);
  saves[0]?.answer();
  await settle();
  expect(autosave.state()).toEqual({ kind: 'saved', savedAt: '2026-11-23T10:00:00.000Z' });
  autosave.change('Feels well');
  await pass(1_500);
  expect(saves[1]?.documentId).toBe('note-1');
});

test('typing without a pause is saved after four seconds all the same', async () => {
  const { autosave, saves, pass } = desk();
  for (let second = 0; second < 5; second += 1) {
    autosave.change('x'.repeat(second + 1));
    await pass(1_000);
  }
  expect(saves.length).toBe(1);
});

test('one save is under way at a time, and what was typed meanwhile follows it', async () => {
  const { autosave, saves, pass } = desk();
  autosave.change('one');
  await pass(1_500);
  autosave.change('one two');
  const flushed = autosave.flush();
  await settle();
  expect(saves).toHaveLength(1);
  saves[0]?.answer();
  await settle();
  expect(saves.map(({ text }) => text)).toEqual(['one', 'one two']);
  saves[1]?.answer();
  expect(await flushed).toBe(true);
});

test('a refused save keeps the text, says so, and tries again by itself', async () => {
  const { autosave, saves, pass } = desk();
  autosave.change('kept');
  await pass(1_500);
  saves[0]?.refuse();
  await settle();
  expect(autosave.state()).toEqual({ kind: 'failed', code: 'storage-full' });
  expect(autosave.text).toBe('kept');
  await pass(5_000);
  expect(saves[1]?.text).toBe('kept');
});

test('own words are never replaced by what comes from elsewhere', () => {
  const { autosave } = desk();
  autosave.change('mine');
  autosave.adopt({ documentId: 'note-1', text: 'theirs' });
  expect(autosave.text).toBe('mine');
});
