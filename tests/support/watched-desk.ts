import type { Clinic } from '../../electron/clinic.ts';
import { listAlerts } from '../../electron/task/list-alerts.ts';
import { sampleFields } from './sample-resources.ts';
import { openTestDesk, valueOf } from './test-desk.ts';
import { fileSaturation, watchSaturation } from './watched-patient.ts';

/** A desk whose clinic watches saturations; each reading comes a minute after the one before. */
export function openWatchedDesk() {
  const desk = openTestDesk();
  const writer = { clinic: desk.clinic, practitionerId: desk.doctor.session.practitionerId };
  watchSaturation(writer, null);
  const file = (value: number, given?: Parameters<typeof fileSaturation>[3]) => {
    desk.clock.advanceMs(60_000);
    return fileSaturation(writer, desk.patientId, value, given);
  };
  return { ...desk, writer, file, nurse: desk.as('nurse') };
}

/** An account that may sign in and answer alerts; its id. */
export function giveAccount(clinic: Clinic, practitionerId: string): string {
  const accountId = clinic.ids.nextId();
  const fields = { ...sampleFields.StaffAccount, practitionerId };
  valueOf(clinic.records.write({ practitionerId: null }, 'StaffAccount', accountId, fields));
  return accountId;
}

type Person = ReturnType<typeof openWatchedDesk>['nurse'];
export const alertsFor = (person: Person) => valueOf(listAlerts(person, { scope: 'for-me' }));
export const onlyAlert = (person: Person) => {
  const [alert, ...others] = valueOf(listAlerts(person, { scope: 'all' }));
  if (alert === undefined || others.length > 0) throw new Error('there is not exactly one alert');
  return alert;
};
