import { openDatabase } from '../../../electron/database/open-database.ts';
import { openClinic } from '../../../electron/open-clinic.ts';
import { sampleFields } from '../../support/sample-resources.ts';

/** Run as a process of its own by faults.test.ts: writes patients for ever and says each id once it was saved. */
const [, , file = '', run = '0'] = process.argv;
const opened = openDatabase({ file, key: Buffer.alloc(32, 7) });
if (!opened.ok) throw new Error(opened.error.code);
let last = 0;
const clinic = openClinic({
  database: opened.value,
  clock: { nowMs: () => Date.now() },
  ids: {
    nextId: () => {
      last += 1;
      return `0199e000-0000-7000-8${run.padStart(3, '0')}-${last.toString(16).padStart(12, '0')}`;
    },
  },
  workstationId: '0199a000-0000-7000-8000-0000000000aa',
  announce: () => {},
});
for (;;) {
  const id = clinic.ids.nextId();
  const written = clinic.records.write({ practitionerId: null }, 'Patient', id, sampleFields.Patient);
  if (!written.ok) throw new Error(written.error.code);
  // synchronous, so that an id said is an id saved
  process.stdout.write(`${id}\n`);
}
