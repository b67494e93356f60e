import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { EncounterScreen } from '../../../../renderer/workstation/encounter/encounter.screen.tsx';
import { createPracticeRecord, ENCOUNTER_ID } from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

const openVisit = (role: 'practitioner' | 'nurse' = 'practitioner') =>
  renderScreen({
    record: createPracticeRecord(Date.now()),
    screen: EncounterScreen,
    path: '/encounters/:encounterId',
    at: `/encounters/${ENCOUNTER_ID}`,
    role,
  });
const field = () => screen.findByLabelText('Progress note of this visit');

test('leaving the field saves the draft and says so', async () => {
  const clinic = openVisit();
  await userEvent.type(await field(), 'Feels well.');
  await userEvent.tab();
  expect(await screen.findByText(/Draft saved at/)).toBeDefined();
  expect(clinic.record.notes.at(-1)?.note.text).toBe('Feels well.');
});

test('a refused save keeps the words, names the remedy, and the next try saves them', async () => {
  const clinic = openVisit();
  clinic.refuseNext('documentReference.saveDraft', 'storage-full');
  const note = await field();
  await userEvent.type(note, 'Feels well.');
  await userEvent.tab();
  expect((await screen.findByText(/The disk is full/)).textContent).toContain('Not saved');
  expect((note as HTMLTextAreaElement).value).toBe('Feels well.');
  await userEvent.click(screen.getByRole('button', { name: 'Save now' }));
  expect(await screen.findByText(/Draft saved at/)).toBeDefined();
});

test('Ctrl+Enter and Enter sign; then the text stands with author and time and an addendum can follow', async () => {
  const clinic = openVisit();
  await userEvent.type(await field(), 'Feels well.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('checkbox', { name: /Release this visit/ }));
  await userEvent.click(dialog.getByRole('button', { name: /^Sign/ }));
  await screen.findByText(/Signed by Dr Ada Testdoctor Maple/);
  expect(clinic.asked).toContainEqual(['documentReference.sign', expect.objectContaining({ release: true })]);
  expect(screen.queryByLabelText('Progress note of this visit')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Add addendum' }));
  await userEvent.type(screen.getByLabelText('Text of the addendum'), 'Called back.');
  await userEvent.click(screen.getByRole('button', { name: 'Sign addendum' }));
  expect(await screen.findByRole('region', { name: 'Addendum' })).toBeDefined();
});

test('an empty note is not signed, and a nurse is not offered to sign', async () => {
  const clinic = openVisit('nurse');
  await userEvent.type(await field(), 'x');
  expect(screen.queryByRole('button', { name: /^Sign/ })).toBeNull();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() => expect(clinic.asked.map(([call]) => call)).not.toContain('documentReference.sign'));
});
