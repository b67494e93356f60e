import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createKeyring } from '../../electron/keys/keyring.ts';
import { findInFiles } from '../support/find-in-files.ts';
import {
  CHEAP_SCRYPT,
  makeTestClinic,
  openTestWorkstation,
  TEST_PASSWORD,
} from '../support/open-test-workstation.ts';
import { connectWindow } from '../support/window-client.ts';
import { createMemoryKeychain } from './keys/memory-keychain.ts';

const CANARY = 'Canaryperson-7Q4X';

test(
  'no byte of a session can be read on disk: not names, notes, keys, tables or passwords',
  { timeout: 60_000 },
  async () => {
    const { workstation, dataDir, keychain, logged } = await openTestWorkstation();
    const recoveryKey = await makeTestClinic(workstation);
    const client = connectWindow(workstation);
    const { patientId } = await client.patient.register({
      fields: {
        family: CANARY,
        given: 'Testgiven',
        birthDate: '1961-04-12',
        gender: 'female',
        phone: '+34 555 010 777',
        email: null,
        addressLine: null,
        addressCity: null,
        addressPostalCode: null,
        identifiers: [{ system: 'clinic', value: `ID-${CANARY}` }],
        active: true,
      },
      acceptDuplicates: false,
    });
    expect((await client.patient.search({ text: 'canaryperson', limit: 5 })).patients).toHaveLength(1);
    const { encounterId } = await client.encounter.start({
      patientId,
      appointmentId: null,
      reason: `Reason ${CANARY}`,
    });
    await client.documentReference.saveDraft({ encounterId, documentId: null, text: `Note ${CANARY}` });
    await workstation.frontDoor.signIn({ username: CANARY, password: `${CANARY}-password` });

    const unlocked = await createKeyring({
      file: path.join(dataDir, 'keyring.json'),
      keychain,
      scrypt: CHEAP_SCRYPT,
    }).unlock('owner', TEST_PASSWORD);
    if (!unlocked.ok) throw new Error(unlocked.error.code);
    const secrets = {
      canary: CANARY,
      phone: '555 010 777',
      password: TEST_PASSWORD,
      'recovery key': recoveryKey,
      'data key': unlocked.value.dataKey,
      'plain database': 'SQLite format 3',
      'plain schema': 'CREATE TABLE',
    };
    const readable = () => findInFiles(dataDir, secrets);
    expect(readFileSync(path.join(dataDir, 'clinic.db-wal')).length).toBeGreaterThan(0);
    expect(readable()).toEqual([]);
    await workstation.frontDoor.lock({ depth: 'hard' });
    expect(readable()).toEqual([]);
    expect(logged.join('\n')).not.toContain(CANARY);
    expect(logged.join('\n')).not.toContain(TEST_PASSWORD);
  },
);

test('the scan itself sees a plain file', async () => {
  const { dataDir, paperDir } = await openTestWorkstation();
  writeFileSync(path.join(paperDir, 'plain.txt'), Buffer.from(`x${CANARY}y`, 'utf16le'));
  writeFileSync(path.join(paperDir, 'key.txt'), Buffer.alloc(32, 9).toString('hex'));
  expect(findInFiles(path.dirname(dataDir), { canary: CANARY, key: Buffer.alloc(32, 9) })).toEqual([
    { file: path.join('paper', 'key.txt'), secret: 'key' },
    { file: path.join('paper', 'plain.txt'), secret: 'canary' },
  ]);
});

test(
  'a practice clinic sets itself up without questions and waits at its sign-in',
  { timeout: 120_000 },
  async () => {
    const { workstation, dataDir, keychain } = await openTestWorkstation({
      start: { mode: 'practice', password: TEST_PASSWORD },
    });
    expect(workstation.state()).toMatchObject({
      state: 'locked',
      databaseOpen: true,
      isPractice: true,
      lastUsername: 'owner',
    });
    const client = connectWindow(workstation);
    await client.workstation.signIn({ username: 'owner', password: TEST_PASSWORD });
    const { patients } = await client.patient.search({ text: 'a', limit: 50 });
    expect(patients.length).toBeGreaterThan(0);
    const devices = await client.device.list();
    expect(devices.map(({ portPath }) => portPath)).toEqual(['practice:oximeter', 'practice:cuff']);
    await workstation.close();

    const again = await openTestWorkstation({
      dataDir,
      keychain,
      start: { mode: 'practice', password: null },
    });
    expect(again.workstation.state()).toMatchObject({
      state: 'locked',
      databaseOpen: false,
      isPractice: true,
    });
    await again.workstation.frontDoor.signIn({ username: 'owner', password: TEST_PASSWORD });
    expect(again.workstation.state()).toMatchObject({ state: 'unlocked', isPractice: true });
  },
);

test(
  'a practice clinic without a keychain works, and its envelope says so',
  { timeout: 120_000 },
  async () => {
    const keychain = createMemoryKeychain();
    keychain.trouble = 'unavailable';
    const { workstation, dataDir } = await openTestWorkstation({
      keychain,
      start: { mode: 'practice', password: TEST_PASSWORD },
    });
    expect(workstation.state().state).toBe('locked');
    expect(JSON.parse(readFileSync(path.join(dataDir, 'keyring.json'), 'utf8'))).toMatchObject({
      deviceSecret: { kept: 'absent' },
    });
  },
);
