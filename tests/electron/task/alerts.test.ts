import { describe, expect, test } from 'vitest';
import { setThreshold } from '../../../electron/observation-definition/set-threshold.ts';
import {
  readDefaults,
  readPatientThresholds,
} from '../../../electron/observation-definition/read-thresholds.ts';
import { recordObservations } from '../../../electron/observation/record-observations.ts';
import { openClinic } from '../../../electron/open-clinic.ts';
import { suggestedThresholdOf } from '../../../domain/observation-definition/suggested-thresholds.ts';
import { sampleFields } from '../../support/sample-resources.ts';
import { valueOf } from '../../support/test-desk.ts';
import { allTasks, fileSaturation, SPO2, watchSaturation } from '../../support/watched-patient.ts';
import { alertsFor, giveAccount, onlyAlert, openWatchedDesk } from '../../support/watched-desk.ts';

describe('a crossing', () => {
  test('opens an alert in the transaction that files the reading', () => {
    const { clinic, file, nurse, doctor } = openWatchedDesk();
    const observationId = file(90);
    expect(allTasks(clinic)).toMatchObject([
      { focusId: observationId, status: 'requested', priority: 'urgent', performerRoles: ['nurse'] },
    ]);
    expect(alertsFor(nurse)).toHaveLength(1);
    expect(alertsFor(doctor)).toEqual([]);
  });

  test('a typed blood pressure with both parts outside is one alert, not two', () => {
    const { clinic, doctor, patientId, ...desk } = openWatchedDesk();
    const draft = suggestedThresholdOf('85354-9');
    if (draft === null) throw new Error('there is a suggestion for blood pressure');
    valueOf(setThreshold(doctor, { patientId: null, code: '85354-9', draft }));
    const encounterId = clinic.ids.nextId();
    valueOf(
      clinic.records.write(doctor.session, 'Encounter', encounterId, {
        ...sampleFields.Encounter,
        patientId,
        practitionerId: doctor.session.practitionerId,
      }),
    );
    desk.clock.advanceMs(1);
    const components = [
      { code: '8480-6', value: 204, unit: 'mm[Hg]' },
      { code: '8462-4', value: 131, unit: 'mm[Hg]' },
    ];
    const measured = [{ code: '85354-9', value: null, unit: null, components }];
    valueOf(recordObservations(doctor, { encounterId, measured, effectiveAt: null, confirmedUnusual: true }));
    expect(allTasks(clinic)).toHaveLength(1);
  });

  test('goes on with the next reading: one alert, the newest shown, counted, graver when it is', () => {
    const { file, nurse } = openWatchedDesk();
    file(91);
    file(90);
    const newest = file(86);
    expect(onlyAlert(nurse)).toMatchObject({
      readingCount: 3,
      gravity: 'stat',
      newest: { observation: { id: newest }, judgement: 'critical' },
    });
  });

  test('stays grave when a milder reading follows', () => {
    const { file, nurse } = openWatchedDesk();
    file(91);
    file(86);
    file(91);
    expect(onlyAlert(nurse)).toMatchObject({ readingCount: 3, gravity: 'stat' });
  });

  test('shows when a corrected birth date puts the patient under the default', () => {
    const { clinic, doctor, file, writer, patientId } = openWatchedDesk();
    watchSaturation(writer, null, { appliesFromYears: 16 });
    valueOf(clinic.records.write(doctor.session, 'Patient', patientId, { birthDate: '2020-02-02' }));
    file(90);
    expect(allTasks(clinic)).toEqual([]);
    valueOf(clinic.records.write(doctor.session, 'Patient', patientId, { birthDate: '1980-02-02' }));
    expect(allTasks(clinic)).toHaveLength(1);
  });

  test('a reading inside shows, closes nothing, and what comes after is another alert', () => {
    const { file, nurse } = openWatchedDesk();
    file(90);
    file(97);
    expect(onlyAlert(nurse)).toMatchObject({ readingCount: 1, newest: { judgement: 'inside' } });
    file(90);
    expect(alertsFor(nurse)).toHaveLength(2);
  });

  test('a reading in another unit opens nothing and is said to be unjudged', () => {
    const { clinic, file, nurse, patientId } = openWatchedDesk();
    file(0.7, { unit: '1' });
    expect(allTasks(clinic)).toEqual([]);
    const watched = valueOf(readPatientThresholds(nurse, { patientId }));
    expect(watched.find(({ code }) => code === SPO2)?.latest?.judgement).toBe('cannot-judge');
  });

  test('a reading marked entered in error takes its untouched alert with it', () => {
    const { clinic, file, nurse } = openWatchedDesk();
    const id = file(60);
    valueOf(clinic.records.write(nurse.session, 'Observation', id, { status: 'entered-in-error' }));
    expect(allTasks(clinic)).toMatchObject([{ status: 'cancelled', statusReason: 'reading-withdrawn' }]);
    expect(alertsFor(nurse)).toEqual([]);
  });

  test('a restart and the same reading again open nothing', () => {
    const { clinic, file, patientId, writer } = openWatchedDesk();
    file(90);
    const again = openClinic({ ...clinic, announce: () => undefined });
    fileSaturation({ ...writer, clinic: again }, patientId, 89, {
      effectiveAt: '2026-11-23T09:30:00.000Z',
    });
    expect(allTasks(clinic)).toHaveLength(1);
  });

  test('a reading that could not be filed leaves no alert', () => {
    const { clinic, writer, patientId } = openWatchedDesk();
    const outcome = clinic.records.together(() => {
      fileSaturation(writer, patientId, 80);
      return { ok: false, error: { code: 'changed-mind' } } as const;
    });
    expect(outcome.ok).toBe(false);
    expect(allTasks(clinic)).toEqual([]);
  });
});

describe('a patient of their own', () => {
  test("an own threshold replaces the clinic's, and off is quiet until it is taken back", () => {
    const { clinic, doctor, patientId, file, nurse } = openWatchedDesk();
    giveAccount(clinic, doctor.session.practitionerId);
    const draft = {
      status: 'active',
      intervals: [{ code: SPO2, unit: '%', low: 88, high: 92, criticalLow: null, criticalHigh: null }],
      appliesFromYears: null,
      noReadingsAfterDays: null,
      performer: { role: null, practitionerId: doctor.session.practitionerId },
      escalation: null,
      source: null,
    } as const;
    const set = (given: object) =>
      valueOf(
        setThreshold(doctor, {
          patientId,
          code: SPO2,
          draft: { ...draft, intervals: [...draft.intervals], ...given },
        }),
      );
    set({});
    file(90);
    expect(allTasks(clinic)).toEqual([]);
    file(95);
    expect(alertsFor(doctor)).toHaveLength(1);
    expect(alertsFor(nurse)).toEqual([]);
    set({ status: 'off' });
    file(70);
    set({ status: 'retired' });
    file(91);
    expect(allTasks(clinic)).toHaveLength(2);
    expect(alertsFor(nurse)).toHaveLength(1);
  });

  test('says who set what and when, and which of the two holds', () => {
    const { nurse, patientId, doctor } = openWatchedDesk();
    const draft = suggestedThresholdOf(SPO2);
    if (draft === null) throw new Error('there is a suggestion for saturation');
    const { setAt } = valueOf(setThreshold(doctor, { patientId, code: SPO2, draft }));
    const watched = valueOf(readPatientThresholds(nurse, { patientId }));
    expect(watched.find(({ code }) => code === SPO2)).toMatchObject({
      inForce: 'own',
      own: { setByName: doctor.session.displayName, threshold: { setAt } },
      byDefault: { threshold: { performer: { role: 'nurse' } } },
    });
    expect(watched.find(({ code }) => code === '8867-4')).toMatchObject({ inForce: 'not-set', latest: null });
  });

  test('a draft that watches nothing or cannot be crossed is refused, with why', () => {
    const { doctor } = openWatchedDesk();
    const draft = suggestedThresholdOf(SPO2);
    if (draft === null) throw new Error('there is a suggestion for saturation');
    expect(setThreshold(doctor, { patientId: null, code: SPO2, draft: { ...draft, intervals: [] } })).toEqual(
      {
        ok: false,
        error: { code: 'invalid-threshold', faults: [{ code: 'nothing-watched', field: SPO2 }] },
      },
    );
  });

  test('is never told to somebody who may not answer, nor to a pool that may not', () => {
    const { clinic, doctor, nurse, patientId, file, as } = openWatchedDesk();
    const practitionerId = doctor.session.practitionerId;
    const suggested = suggestedThresholdOf(SPO2);
    if (suggested === null) throw new Error('there is a suggestion for saturation');
    const draft = { ...suggested, performer: { role: null, practitionerId } };
    const refused = { error: { faults: [{ code: 'no-performer' }] } };
    const set = (given: object) =>
      setThreshold(doctor, { patientId, code: SPO2, draft: { ...draft, ...given } });
    expect(set({})).toMatchObject(refused);
    expect(set({ performer: { role: 'billing', practitionerId: null } })).toMatchObject(refused);
    const accountId = giveAccount(clinic, practitionerId);
    expect(set({ escalation: { afterMinutes: 5, role: 'front-desk' } })).toMatchObject(refused);
    valueOf(set({}));
    valueOf(clinic.records.write({ practitionerId: null }, 'StaffAccount', accountId, { active: false }));
    file(90);
    expect(alertsFor(as('practitioner'))).toHaveLength(1);
    expect(alertsFor(nurse)).toEqual([]);
  });

  test('whose alerts somebody saw is in the audit trail', () => {
    const { clinic, file, nurse, patientId } = openWatchedDesk();
    file(90);
    expect(alertsFor(nurse)).toHaveLength(1);
    const looks = clinic.database.sqlite
      .prepare("SELECT agent_id, entity_id FROM audit_event WHERE event = 'alerts-opened'")
      .raw()
      .all();
    expect(looks).toEqual([[nurse.session.practitionerId, patientId]]);
  });

  test('the clinic sees which defaults are set, and what is only suggested', () => {
    const defaults = readDefaults(openWatchedDesk().doctor);
    expect(defaults.find(({ code }) => code === SPO2)?.byDefault).not.toBeNull();
    expect(defaults.find(({ code }) => code === '8867-4')).toMatchObject({ byDefault: null });
    expect(defaults.find(({ code }) => code === '8867-4')?.suggestion?.source).toContain('NEWS2');
    expect(defaults.find(({ code }) => code === '29463-7')).toMatchObject({ suggestion: null });
  });
});
