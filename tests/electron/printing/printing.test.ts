import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { visitSummaryDocument, type VisitSummary } from '../../../electron/printing/visit-summary.ts';
import { recoverySheetDocument } from '../../../electron/printing/recovery-sheet.ts';
import { renderPdf } from '../../../electron/printing/render-pdf.ts';
import { makeTestClinic, openTestWorkstation } from '../../support/open-test-workstation.ts';
import { patientFields } from '../../support/patient-fields.ts';
import { connectWindow } from '../../support/window-client.ts';

const ID = '0199b001-0000-7000-8000-000000000001';

const summary: VisitSummary = {
  clinicName: 'Practice Birch',
  isPractice: false,
  timeZone: 'Europe/Madrid',
  patient: { id: ID, ...patientFields({ family: 'Testperson', birthDate: null }) },
  encounter: {
    id: ID,
    patientId: ID,
    practitionerId: ID,
    appointmentId: null,
    class: 'AMB',
    status: 'in-progress',
    reason: null,
    startedAt: '2026-11-23T09:00:00.000Z',
    endedAt: null,
  },
  allergies: { state: 'not-asked', allergies: [] },
  observations: [],
  notes: [],
  displayNameOf: () => 'Dr Olive Testperson',
};

const observation: VisitSummary['observations'][number] = {
  id: ID,
  patientId: ID,
  encounterId: ID,
  code: '85354-9',
  value: null,
  unit: null,
  components: [
    { code: '8462-4', value: 80, unit: 'mm[Hg]' },
    { code: '8480-6', value: 120, unit: 'mm[Hg]' },
  ],
  valueCode: null,
  effectiveAt: '2026-11-23T09:05:00.000Z',
  source: 'device',
  performerId: ID,
  evidence: null,
  status: 'final',
  statusReason: null,
  releasedAt: null,
};

/** Every text of a document definition, in order. */
function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== 'object' || node === null) return [];
  const { text, stack, table, ul, content } = node as Record<string, unknown>;
  const body = (table as { body?: unknown } | undefined)?.body;
  return [text, stack, body, ul, content].flatMap(textsOf);
}

test('what nobody asked, measured, wrote or recorded is said so, never left out', () => {
  const texts = textsOf(visitSummaryDocument(summary));
  expect(texts).toContain('Not asked');
  expect(texts).toContain('Nothing was measured in this visit.');
  expect(texts).toContain('No signed note.');
  expect(texts).toContain('not ended when this was printed');
  expect(texts.filter((text) => text === 'not recorded')).toHaveLength(3);
});

test('quantities carry their unit, a pressure is systolic over diastolic, and times are those of the clinic', () => {
  const temperature = { ...observation, code: '8310-5', value: 37, unit: 'Cel', components: [] };
  const texts = textsOf(visitSummaryDocument({ ...summary, observations: [temperature, observation] }));
  expect(texts).toEqual(
    expect.arrayContaining(['Blood pressure', '120/80 mmHg', 'Body temperature', '37.0 °C']),
  );
  expect(texts.indexOf('120/80 mmHg')).toBeLessThan(texts.indexOf('37.0 °C'));
  expect(texts).toContain('23 Nov 2026, 10:05');
});

test('a sheet of a practice clinic says that its patient is invented', () => {
  const texts = textsOf(visitSummaryDocument({ ...summary, isPractice: true }));
  expect(texts.join()).toContain('this patient is invented');
});

test('a value taken back and a note not signed are not printed', () => {
  const wrong = { ...observation, status: 'entered-in-error' as const };
  const draft = {
    id: ID,
    patientId: ID,
    encounterId: ID,
    type: '11506-3',
    relatesToId: null,
    authorId: ID,
    docStatus: 'preliminary' as const,
    text: 'A draft',
    signedAt: null,
    signedById: null,
  };
  const texts = textsOf(
    visitSummaryDocument({ ...summary, observations: [wrong], notes: [{ note: draft, addenda: [] }] }),
  );
  expect(texts.join()).not.toMatch(/120\/80|A draft/);
});

test('the recovery sheet has each group, numbered', () => {
  const recoveryKey = Array.from({ length: 14 }, (_, n) => `AB${String(n).padStart(2, '0')}`).join('-');
  const texts = textsOf(
    recoverySheetDocument({ clinicName: 'Practice Birch', recoveryKey, madeOn: '2026-11-23' }),
  );
  for (const [index, group] of recoveryKey.split('-').entries()) {
    expect(texts[texts.indexOf(group) - 1]).toBe(String(index + 1));
  }
});

test('a sheet asks for nothing from the network and reads no file but its fonts', async () => {
  const document = (image: string) => renderPdf({ content: [{ image, width: 10 }] });
  await expect(document('http://127.0.0.1:9/x.png')).rejects.toBeDefined();
  await expect(document('/etc/hostname')).rejects.toBeDefined();
});

test(
  'a visit is saved where the person says, nothing of it lies anywhere else, and it is audited',
  { timeout: 60_000 },
  async () => {
    const { workstation, paperDir } = await openTestWorkstation();
    await makeTestClinic(workstation);
    const client = connectWindow(workstation);
    const fields = { ...summary.patient, given: 'Zoë Łódź' };
    const { patientId } = await client.patient.register({ fields, acceptDuplicates: true });
    const { encounterId } = await client.encounter.start({ patientId, appointmentId: null, reason: null });
    const before = readdirSync(os.tmpdir());
    expect(await client.encounter.visitSummary({ encounterId, action: 'save' })).toEqual({ done: true });
    expect(await client.encounter.visitSummary({ encounterId, action: 'print' })).toEqual({ done: true });
    expect(readdirSync(os.tmpdir()).filter((name) => /pdf/i.test(name) && !before.includes(name))).toEqual(
      [],
    );
    expect(readdirSync(paperDir).toSorted()).toEqual(['printed.pdf', 'visit-summary.pdf']);
    const pdf = readFileSync(path.join(paperDir, 'visit-summary.pdf'));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(streamsOf(pdf)).toBeGreaterThan(0);
    const audited = workstation.callContext
      .current()
      ?.signedIn.clinic.database.sqlite.prepare(
        "SELECT event FROM audit_event WHERE event IN ('saved-as-file', 'printed') ORDER BY sequence",
      )
      .all();
    expect(audited).toEqual([{ event: 'saved-as-file' }, { event: 'printed' }]);
  },
);

/** How many of a PDF's compressed streams can be read: a torn file has none. */
function streamsOf(pdf: Buffer): number {
  const text = pdf.toString('latin1');
  const starts = [...text.matchAll(/FlateDecode[\s\S]{0,80}?stream\n/g)].map(
    ({ index, 0: { length } }) => index + length,
  );
  return starts.filter(
    (start) => inflateSync(pdf.subarray(start, pdf.indexOf('\nendstream', start))).length > 0,
  ).length;
}
