import { PROGRESS_NOTE } from '../../domain/document-reference/document-reference.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FieldsOf, ResourceType } from '../../domain/resource/registry.ts';
import type { Clinic } from '../clinic.ts';
import type { WriteError } from '../record/record-store.ts';
import { inventVitals, type Constitution } from './invent-visit.ts';
import type { InventedRandom } from './invented-random.ts';
import { ALLERGENS, NOTES } from './practice-words.ts';

/** What the pieces of the practice clinic share. */
export interface PracticeContext {
  readonly clinic: Clinic;
  readonly random: InventedRandom;
  readonly ownerId: string;
}

/** An invented patient as the appointments need it. */
export interface PracticePatient {
  readonly patientId: string;
  readonly constitution: Constitution;
  /** Visits written so far. */
  visits: number;
}

/** Thrown inside one seeding to roll all of it back; caught by seedPracticeClinic alone. */
export class RefusedSeed extends Error {
  readonly refusal: WriteError;
  constructor(cause: WriteError) {
    super(cause.code);
    this.refusal = cause;
  }
}

/** Writes one resource, by the owner or, as a set-up import, by nobody; answers its id. */
export function writeNew<Type extends ResourceType>(
  { clinic, ownerId }: PracticeContext,
  type: Type,
  fields: FieldsOf<Type>,
  authorId: string | null = ownerId,
): string {
  const id = clinic.ids.nextId();
  const author = { practitionerId: authorId };
  const written = clinic.records.write(author, type, id, fields as Partial<FieldsOf<Type>>); // all fields are some fields
  if (!written.ok) throw new RefusedSeed(written.error);
  return id;
}

/** Runs the seeding as one transaction: a practice clinic is whole or not there. */
export function allOrNothing(clinic: Clinic, work: () => void): Result<null, WriteError> {
  return clinic.records.together(() => {
    try {
      work();
      return ok(null);
    } catch (error) {
      if (error instanceof RefusedSeed) return err(error.refusal);
      throw error;
    }
  });
}

export interface PastVisit {
  readonly patientId: string;
  readonly practitionerId: string;
  readonly appointmentId: string | null;
  readonly startMs: number;
  readonly minutes: number;
  readonly reason: string;
  /** Which visit of this patient, from 0. */
  readonly number: number;
  readonly constitution: Constitution;
}

const at = (ms: number): string => new Date(ms).toISOString();

/** A finished encounter with its vital signs, released, and its signed note. */
export function writePastVisit(context: PracticeContext, visit: PastVisit): void {
  const { patientId, practitionerId, startMs } = visit;
  const endMs = startMs + visit.minutes * 60_000;
  const encounterId = writeNew(context, 'Encounter', {
    patientId,
    practitionerId,
    appointmentId: visit.appointmentId,
    class: 'AMB',
    status: 'finished',
    reason: visit.reason,
    startedAt: at(startMs),
    endedAt: at(endMs),
  });
  for (const measured of inventVitals(context.random, visit.constitution, visit.number)) {
    writeNew(context, 'Observation', {
      ...measured,
      components: [...measured.components],
      valueCode: null,
      patientId,
      encounterId,
      effectiveAt: at(startMs + 3 * 60_000),
      source: 'manual',
      performerId: practitionerId,
      evidence: null,
      status: 'final',
      statusReason: null,
      releasedAt: at(endMs),
    });
  }
  const note: FieldsOf<'DocumentReference'> = {
    patientId,
    encounterId,
    type: PROGRESS_NOTE,
    relatesToId: null,
    authorId: practitionerId,
    docStatus: 'final',
    text: context.random.pick(NOTES),
    signedAt: at(endMs),
    signedById: practitionerId,
  };
  // Nobody signs in another's name: the invented colleagues have no account, so their notes are imported.
  writeNew(context, 'DocumentReference', note, practitionerId === context.ownerId ? practitionerId : null);
}

/** Some patients have allergies, some were asked and have none, some were never asked. */
export function writeAllergies(context: PracticeContext, patientId: string, recordedMs: number): void {
  const { random, ownerId } = context;
  if (random.chance(0.25)) return;
  const hasNone = random.chance(0.6);
  const allergen = random.pick(ALLERGENS);
  writeNew(context, 'AllergyIntolerance', {
    patientId,
    kind: hasNone ? 'no-known-allergy' : 'substance',
    substance: hasNone ? null : allergen.substance,
    reaction: hasNone ? null : allergen.reaction,
    criticality: hasNone ? 'unable-to-assess' : allergen.criticality,
    clinicalStatus: 'active',
    verificationStatus: 'confirmed',
    recordedAt: at(recordedMs),
    recorderId: ownerId,
  });
}
