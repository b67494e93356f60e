import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { useShortcut } from '../../../../renderer/ui/shortcuts.tsx';
import { createUnsavedWork } from '../../../../renderer/workstation/app/unsaved-work.ts';
import { useLock } from '../../../../renderer/workstation/app/use-lock.ts';
import { EncounterScreen } from '../../../../renderer/workstation/encounter/encounter.screen.tsx';
import { createPracticeRecord, ENCOUNTER_ID } from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

function VisitWithLock() {
  const lock = useLock();
  useShortcut({ keys: 'mod+l', label: 'Lock', run: () => lock('soft') });
  return <EncounterScreen />;
}

const openVisit = () =>
  renderScreen({
    record: createPracticeRecord(Date.now()),
    screen: VisitWithLock,
    path: '/encounters/:encounterId',
    at: `/encounters/${ENCOUNTER_ID}`,
  });
const field = () => screen.findByLabelText('Progress note of this visit');
const pressLock = () => userEvent.keyboard('{Control>}l{/Control}');
const callsOf = (clinic: ReturnType<typeof openVisit>) =>
  clinic.asked.map(([call]) => call).filter((call) => /saveDraft|lock/.test(call));

test('a note typed right before the lock key is saved first, and then the workstation locks', async () => {
  const clinic = openVisit();
  await userEvent.type(await field(), 'Feels well.');
  await pressLock();
  await waitFor(() => expect(callsOf(clinic)).toEqual(['documentReference.saveDraft', 'workstation.lock']));
  expect(clinic.record.notes.at(-1)?.note.text).toBe('Feels well.');
});

test('where the note cannot be saved the first press says so and keeps it, the second locks', async () => {
  const clinic = openVisit();
  await userEvent.type(await field(), 'Feels well.');
  clinic.refuseNext('documentReference.saveDraft', 'storage-full');
  await pressLock();
  expect(await screen.findByText(/Not locked: something you typed/)).toBeDefined();
  expect(callsOf(clinic)).toEqual(['documentReference.saveDraft']);
  clinic.refuseNext('documentReference.saveDraft', 'storage-full');
  await pressLock();
  await waitFor(() => expect(callsOf(clinic).at(-1)).toBe('workstation.lock'));
});

test('a core that is about to lock by itself gets what was typed at once', async () => {
  const clinic = openVisit();
  await userEvent.type(await field(), 'Feels well.');
  await waitFor(() => expect(clinic.isHeard()).toBe(true));
  clinic.happen({ kind: 'leaving' }, () => {});
  await waitFor(() => expect(clinic.record.notes.at(-1)?.note.text).toBe('Feels well.'), { timeout: 1_000 });
});

test('a part that has gone is not asked any more', async () => {
  const unsavedWork = createUnsavedWork();
  const forget = unsavedWork.register(() => Promise.resolve(false));
  expect(await unsavedWork.saveAll()).toBe(false);
  forget();
  expect(await unsavedWork.saveAll()).toBe(true);
  expect(await unsavedWork.mayLeave()).toBe(true);
});
