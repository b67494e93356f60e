import { z } from 'zod';
import { ResourceId } from '../../ids.ts';
import { optionalLine } from '../../resource/text.ts';
import { call } from './call.ts';
import { Appointment, DocumentReference, Encounter, Observation } from './records.ts';

/** A note with its addenda, oldest first. */
export const NoteThread = z.object({ note: DocumentReference, addenda: z.array(DocumentReference) });
export type NoteThread = z.infer<typeof NoteThread>;

export const encounterContract = {
  /** Starts the visit of an appointment, or one without; answers the open one if there is one. */
  start: call
    .errors({ 'already-finished': {} })
    .input(
      z.object({
        patientId: ResourceId,
        appointmentId: ResourceId.nullable(),
        reason: optionalLine(200),
      }),
    )
    .output(z.object({ encounterId: ResourceId })),

  get: call.input(z.object({ encounterId: ResourceId })).output(
    z.object({
      encounter: Encounter,
      appointment: Appointment.nullable(),
      observations: z.array(Observation),
      notes: z.array(NoteThread),
    }),
  ),

  listOfPatient: call.input(z.object({ patientId: ResourceId })).output(z.array(Encounter)),

  /** Ends the visit. Error `unsigned-note`: a draft is there; sign or discard it first. */
  finish: call
    .errors({ 'unsigned-note': {}, 'wrong-state': {} })
    .input(z.object({ encounterId: ResourceId }))
    .output(z.object({})),

  /** The encounter this window has open; readings become proposals in it. Null when the workspace is closed. */
  focus: call.input(z.object({ encounterId: ResourceId.nullable() })).output(z.object({})),

  /** Visit summary as a PDF (pdfmake), saved or printed. */
  visitSummary: call
    .errors({ cancelled: {}, 'could-not-write': {} })
    .input(z.object({ encounterId: ResourceId, action: z.enum(['save', 'print']) }))
    .output(z.object({ done: z.boolean() })),
};

export const documentReferenceContract = {
  /** Autosave: makes the draft on the first call (`documentId` null), then overwrites its text. Error `already-signed`. */
  saveDraft: call
    .errors({ 'already-signed': {}, 'encounter-not-open': {} })
    .input(
      z.object({ encounterId: ResourceId, documentId: ResourceId.nullable(), text: z.string().max(100_000) }),
    )
    .output(z.object({ documentId: ResourceId, savedAt: z.string() })),

  /** Signs and, when `release` is true, releases the encounter's observations to the patient. Errors: `empty-note`, `already-signed`. */
  sign: call
    .errors({ 'already-signed': {}, 'empty-note': {} })
    .input(z.object({ documentId: ResourceId, release: z.boolean() }))
    .output(z.object({})),

  /** A later word on a signed note, signed at once. Errors: `not-signed`, `empty-note`. */
  addAddendum: call
    .errors({ 'not-signed': {}, 'empty-note': {} })
    .input(z.object({ documentId: ResourceId, text: z.string().max(100_000) }))
    .output(z.object({ documentId: ResourceId })),

  /** Discards a draft (it stays as entered-in-error). */
  discardDraft: call
    .errors({ 'already-signed': {} })
    .input(z.object({ documentId: ResourceId }))
    .output(z.object({})),
};
