import type { TDocumentDefinitions, Content, TableCell } from 'pdfmake/interfaces.js';
import type { AllergySummary } from '../../domain/contract/ipc/patient.ts';
import type { NoteThread } from '../../domain/contract/ipc/encounter.ts';
import type { Encounter } from '../../domain/encounter/encounter.ts';
import { compareByDisplayOrder, vitalSignOf } from '../../domain/observation/codes.ts';
import type { Observation } from '../../domain/observation/observation.ts';
import type { Patient } from '../../domain/patient/patient.ts';
import type { z } from 'zod';
import { PRINT_WORDS as words } from './printing.words.ts';

/** What a visit summary shows. `displayNameOf` answers a Practitioner's name, null when it is not here. */
export interface VisitSummary {
  readonly clinicName: string;
  readonly isPractice: boolean;
  readonly timeZone: string;
  readonly patient: Patient;
  readonly encounter: Encounter;
  readonly allergies: z.infer<typeof AllergySummary>;
  readonly observations: readonly Observation[];
  readonly notes: readonly NoteThread[];
  readonly displayNameOf: (practitionerId: string) => string | null;
}

/** The visit on paper: what was measured and signed. Drafts and values taken back are not printed. */
export function visitSummaryDocument(summary: VisitSummary): TDocumentDefinitions {
  const { clinicName, patient, encounter, timeZone, displayNameOf } = summary;
  const momentOf = (instant: string) => formatMoment(instant, timeZone);
  return {
    info: { title: words.summaryTitle },
    footer: (page, pages) => ({
      text: `${clinicName} · ${words.page} ${page} ${words.of} ${pages}`,
      style: 'quiet',
      fontSize: 8,
      alignment: 'center',
      margin: [0, 20, 0, 0],
    }),
    content: [
      { text: words.summaryTitle, style: 'title' },
      { text: summary.isPractice ? `${clinicName}. ${words.practice}` : clinicName, style: 'subtitle' },
      facts([
        [words.patient, [patient.family, patient.given].filter((part) => part !== null).join(', ')],
        [words.born, patient.birthDate ?? words.notRecorded],
        [
          words.identifiers,
          patient.identifiers.map(({ system, value }) => `${system} ${value}`).join(', ') ||
            words.notRecorded,
        ],
        [words.practitioner, displayNameOf(encounter.practitionerId) ?? words.notRecorded],
        [words.started, momentOf(encounter.startedAt)],
        [words.ended, encounter.endedAt === null ? words.stillOpen : momentOf(encounter.endedAt)],
        [words.reason, encounter.reason ?? words.notRecorded],
      ]),
      heading(words.allergies),
      allergiesContent(summary.allergies),
      heading(words.measurements),
      measurementsContent(summary.observations, momentOf),
      heading(words.notes),
      ...notesContent(summary, momentOf),
    ],
  };
}

function heading(text: string): Content {
  return { text, style: 'heading' };
}

function facts(rows: readonly (readonly [string, string])[]): Content {
  const body: TableCell[][] = rows.map(([label, value]) => [
    { text: label, style: 'quiet' },
    { text: value },
  ]);
  return { table: { widths: [90, '*'], body }, layout: 'noBorders' };
}

function allergiesContent({ state, allergies }: VisitSummary['allergies']): Content {
  if (state === 'not-asked') return { text: words.allergiesNotAsked, bold: true };
  if (state === 'none-known') return { text: words.allergiesNoneKnown };
  return {
    ul: allergies
      .filter(({ kind }) => kind === 'substance')
      .map(({ substance, reaction }) => [substance, reaction].filter((part) => part !== null).join(': ')),
  };
}

function measurementsContent(
  observations: readonly Observation[],
  momentOf: (instant: string) => string,
): Content {
  const standing = observations.filter(({ status }) => status === 'final').toSorted(compareByDisplayOrder);
  if (standing.length === 0) return { text: words.notMeasured };
  const body: TableCell[][] = standing.map((observation) => [
    { text: vitalSignOf(observation.code)?.display ?? observation.code },
    { text: quantityOf(observation), bold: true },
    { text: momentOf(observation.effectiveAt), style: 'quiet' },
  ]);
  return { table: { widths: ['*', 'auto', 'auto'], body }, layout: 'lightHorizontalLines' };
}

function notesContent(
  { notes, displayNameOf }: VisitSummary,
  momentOf: (instant: string) => string,
): Content[] {
  const signed = notes.filter(({ note }) => note.docStatus === 'final');
  if (signed.length === 0) return [{ text: words.noSignedNote }];
  return signed.flatMap(({ note, addenda }) =>
    [note, ...addenda].flatMap((document): Content[] => {
      const label = document === note ? '' : `${words.addendum}. `;
      const signer = document.signedById === null ? null : displayNameOf(document.signedById);
      const when = document.signedAt === null ? '' : `, ${momentOf(document.signedAt)}`;
      return [
        { text: document.text, margin: [0, 0, 0, 2], preserveLeadingSpaces: true },
        {
          text: `${label}${words.signed} ${signer ?? words.notRecorded}${when}`,
          style: 'quiet',
          margin: [0, 0, 0, 10],
        },
      ];
    }),
  );
}

/** UCUM as people write it on paper; others are printed as they are. */
const UNIT_LABELS: Readonly<Record<string, string>> = { 'mm[Hg]': 'mmHg', Cel: '°C' };

/** A value with its unit; a panel as `120/80 mmHg`; a coded answer in words. What has no value is said so, never left blank. */
function quantityOf({ code, value, unit, components, valueCode }: Observation): string {
  if (valueCode !== null) return words.answers[valueCode] ?? valueCode;
  const parts =
    value === null ? components.toSorted(compareByDisplayOrder) : [{ code, value, unit: unit ?? '' }];
  const [first] = parts;
  if (first === undefined) return words.notRecorded;
  const numbers = parts.map((part) => {
    const decimals = vitalSignOf(part.code)?.decimals ?? 0;
    return new Intl.NumberFormat('en', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: 6,
      useGrouping: false,
    }).format(part.value);
  });
  return `${numbers.join('/')} ${UNIT_LABELS[first.unit] ?? first.unit}`;
}

function formatMoment(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(instant),
  );
}
