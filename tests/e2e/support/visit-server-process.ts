import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { putBloodPressures, putPeople } from '../../support/visit-people.ts';
import { openWorkstation, startVisitServer } from '../../support/visit-server.ts';

/** Runs in Node of its own (Playwright cannot load the encrypted SQLite) and tells its parent where it listens. */
const startsInMs = Number(process.env['VISIT_STARTS_IN_MS'] ?? 5 * 60_000);
const readings = JSON.parse(process.env['VISIT_READINGS'] ?? '[]') as readonly (readonly [
  at: string,
  systolicMmHg: number,
  diastolicMmHg: number,
])[]; // the spec's own
const clinicId = randomUUID();
const workstationId = randomUUID();
const server = await startVisitServer({
  clock: { nowMs: () => Date.now() },
  clinics: [{ clinicId, workstationIds: [workstationId] }],
  testPages: { prefix: '/practitioner-seat/', root: String(process.env['VISIT_SEAT_DIR']) },
  portalDir: path.resolve(process.env['CLINIC_PORTAL_DIR'] ?? 'out/portal'),
});
const startAt = new Date(Date.now() + startsInMs).toISOString();
const people = await putPeople(server, { clinicId, startAt, isPractice: true });
await putBloodPressures(
  server,
  people,
  readings.map(([effectiveAt, systolicMmHg, diastolicMmHg]) => ({
    effectiveAt,
    systolicMmHg,
    diastolicMmHg,
  })),
);
const { token } = await openWorkstation(server, { clinicId, workstationId });
process.send?.({ url: server.url, token, ...people });
process.on('disconnect', () => process.exit(0));
