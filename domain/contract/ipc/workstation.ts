import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { ClinicRole } from '../../access/roles.ts';
import { ResourceId } from '../../ids.ts';
import { TimeZone } from '../../organization/organization.ts';
import { lineOfText } from '../../resource/text.ts';
import { openCall } from './call.ts';

/** Who is signed in on this workstation, and what the screen may offer. */
export const SessionSummary = z.object({
  practitionerId: ResourceId,
  displayName: z.string(),
  role: ClinicRole,
  permissions: z.array(z.string()),
});
export type SessionSummary = z.infer<typeof SessionSummary>;

/**
 * What the workstation is right now; the window draws one screen for each.
 * - `first-run`: neither database nor envelope exists.
 * - `locked`: data there, nobody signed in; `databaseOpen` false = hard lock.
 * - `unlocked`: somebody is signed in.
 * - `keychain-missing`: the keychain is locked, lost or absent while an envelope names a device secret. Nothing is written.
 *   Remedies: retry, or the recovery key.
 * - `database-damaged`: a page failed its authentication, or the file is not readable. `detail` says which file.
 * - `newer-than-app`: the database was written by a later version. Remedy: update.
 * - `data-folder-unreadable`: the folder cannot be read or written.
 */
export const WorkstationState = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('first-run'),
    keychain: z.enum(['usable', 'unavailable']),
    joinServerUrl: z.string().nullable(),
  }),
  z.object({
    state: z.literal('locked'),
    databaseOpen: z.boolean(),
    clinicName: z.string().nullable(),
    isPractice: z.boolean(),
    usernames: z.array(z.string()),
    lastUsername: z.string().nullable(),
  }),
  z.object({
    state: z.literal('unlocked'),
    clinicName: z.string(),
    timeZone: TimeZone,
    isPractice: z.boolean(),
    session: SessionSummary,
  }),
  z.object({
    state: z.literal('keychain-missing'),
    reason: z.enum(['locked-or-lost', 'unavailable', 'changed']),
  }),
  z.object({ state: z.literal('database-damaged'), detail: z.string() }),
  z.object({ state: z.literal('newer-than-app'), databaseVersion: z.string(), appVersion: z.string() }),
  z.object({ state: z.literal('data-folder-unreadable'), detail: z.string() }),
]);
export type WorkstationState = z.infer<typeof WorkstationState>;

/** A password a person chooses: 8 to 128 characters; the common-password list and the clinic's name are refused by the use case. */
export const NewPassword = z.string().min(8).max(128);

/** A recovery key as printed: 14 groups of 4 base32 characters with a check group, joined by '-'. Case and spaces do not matter. */
export const RecoveryKeyText = z.string().max(120);

export const OwnerAccount = z.object({
  family: lineOfText(100),
  given: lineOfText(100).nullable(),
  prefix: lineOfText(20).nullable(),
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/),
  password: NewPassword,
});

/** What changed, so that the window asks again for what it shows. `resourceType` null = everything (after a first sync). */
export const WorkstationEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('state') }),
  /** The core is about to lock by itself: what was typed has a moment to be saved. */
  z.object({ kind: z.literal('leaving') }),
  z.object({
    kind: z.literal('resource'),
    resourceType: z.string().nullable(),
    resourceIds: z.array(ResourceId),
    patientId: ResourceId.nullable(),
    origin: z.enum(['here', 'elsewhere']),
  }),
  z.object({ kind: z.literal('sync') }),
  z.object({ kind: z.literal('devices') }),
  z.object({ kind: z.literal('proposals') }),
  z.object({ kind: z.literal('telehealth') }),
]);
export type WorkstationEvent = z.infer<typeof WorkstationEvent>;

/** Set-up, sign-in and lock: the calls of a window that has nobody signed in. */
export const workstationContract = {
  state: openCall.output(WorkstationState),
  events: openCall.output(eventIterator(WorkstationEvent)),

  /**
   * Makes key, envelope, database, clinic and owner, and answers with the recovery key, once. The clinic is not usable until
   * `confirmRecoveryKey` (unless practice). Errors: `already-set-up`; `weak-password`; `keychain-refused` (the keychain did not
   * give back what was written; choose `withoutKeychain`).
   */
  createClinic: openCall
    .errors({ 'already-set-up': {}, 'weak-password': {}, 'keychain-refused': {} })
    .input(
      z.object({
        clinicName: lineOfText(100),
        timeZone: TimeZone,
        owner: OwnerAccount,
        kind: z.enum(['practice', 'empty']),
        withoutKeychain: z.boolean(),
      }),
    )
    .output(z.object({ recoveryKey: z.string() })),

  /** Two groups typed back (by position, from 1), or the word that the sheet was printed or saved. Error: `wrong-groups`. */
  confirmRecoveryKey: openCall
    .errors({ 'wrong-groups': {}, 'nothing-to-confirm': {} })
    .input(
      z.union([
        z.object({
          by: z.literal('typing'),
          groups: z.array(z.object({ position: z.int(), text: z.string() })).length(2),
        }),
        z.object({ by: z.enum(['printed', 'saved']) }),
      ]),
    )
    .output(z.object({})),

  /** The recovery sheet as a PDF (pdfmake); `save` asks where (Electron dialog), `print` opens the print dialog. */
  recoverySheet: openCall
    .errors({ 'nothing-to-confirm': {}, cancelled: {}, 'could-not-write': {} })
    .input(z.object({ action: z.enum(['save', 'print']) }))
    .output(z.object({ done: z.boolean() })),

  /**
   * Enrols this empty workstation with a one-time code and loads the clinic. Errors: `code-wrong`, `code-used`, `code-expired`,
   * `server-unreachable`, `server-nonsense`, `certificate-mismatch`, `already-set-up`, `update-needed`.
   */
  joinClinic: openCall
    .errors({
      'code-wrong': {},
      'code-used': {},
      'code-expired': {},
      'server-unreachable': {},
      'server-nonsense': {},
      'certificate-mismatch': {},
      'already-set-up': {},
      'update-needed': {},
      'keychain-refused': {},
      'wrong-password': {},
    })
    .input(
      z.object({
        enrolmentCode: z.string().min(1).max(2000),
        workstationName: lineOfText(60),
        username: z.string().max(40),
        password: z.string().max(128),
        withoutKeychain: z.boolean(),
      }),
    )
    .output(z.object({ recoveryKey: z.string() })),

  /** Errors: `wrong-password` (also for an unknown name; the time is the same), `too-many-tries` (wait `waitSeconds`),
   * `not-active-here` (right person, but a colleague must open this workstation first). */
  signIn: openCall
    .errors({
      'wrong-password': { data: z.object({ triesBeforeWait: z.int().nullable() }) },
      'too-many-tries': { data: z.object({ waitSeconds: z.int() }) },
      'not-active-here': {},
      'keychain-missing': {},
      'database-damaged': {},
    })
    .input(z.object({ username: z.string().max(40), password: z.string().max(128) }))
    .output(z.object({})),

  /** `soft` keeps the database open so that sync goes on; `hard` closes it and wipes the key. */
  lock: openCall.input(z.object({ depth: z.enum(['soft', 'hard']) })).output(z.object({})),

  /** Opens with the recovery key, gives `username` a new password and writes a new device secret. Errors as named. */
  recover: openCall
    .errors({
      'wrong-recovery-key': {},
      'unknown-username': {},
      'weak-password': {},
      'database-damaged': {},
      'keychain-refused': {},
    })
    .input(
      z.object({
        recoveryKey: RecoveryKeyText,
        username: z.string().max(40),
        newPassword: NewPassword,
        withoutKeychain: z.boolean(),
      }),
    )
    .output(z.object({})),

  /** Looks at data folder and keychain again, after `keychain-missing` and after trouble with the folder. */
  retryKeychain: openCall.output(WorkstationState),
};
