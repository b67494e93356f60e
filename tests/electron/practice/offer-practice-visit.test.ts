import { createORPCClient, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { expect, onTestFinished, test } from 'vitest';
import type { portalContract } from '../../../domain/contract/http/portal.ts';
import type { PracticeVisit } from '../../../electron/practice/offer-practice-visit.ts';
import type { WorkstationOptions } from '../../../electron/workstation-options.ts';
import { startTestServer, type TestServer } from '../../sync-server/test-server.ts';
import { openTestWorkstation, TEST_PASSWORD } from '../../support/open-test-workstation.ts';
import { until } from '../../support/soon.ts';
import { connectWindow } from '../../support/window-client.ts';

const HOUR_MS = 3_600_000;

/** A start of the practice clinic as `npm start` makes it, and what it offered so far. */
async function startPractice(server: TestServer, options: Partial<WorkstationOptions> = {}) {
  const offered: PracticeVisit[] = [];
  const opened = await openTestWorkstation({
    serverUrl: server.url,
    setupCode: server.setupCode,
    start: { mode: 'practice', password: TEST_PASSWORD },
    onPracticeVisit: (visit) => void offered.push(visit),
    ...options,
  });
  const signIn = () => opened.workstation.frontDoor.signIn({ username: 'owner', password: TEST_PASSWORD });
  return { ...opened, offered, signIn };
}

/** What the patient's browser is answered by the link: the visit it opens, or a code. */
async function openLink(server: TestServer, link: string): Promise<unknown> {
  const portal = (headers = {}): ContractRouterClient<typeof portalContract> =>
    createORPCClient(new RPCLink({ url: `${server.url}/portal/rpc`, headers }));
  const token = new URL(link).hash.slice(1);
  const { data, error } = await safe(portal().openLink({ token, deviceSecret: 'b'.repeat(43) }));
  if (error !== null) return 'code' in error ? error.code : error;
  return portal({ authorization: `Bearer ${data.sessionToken}` }).visit();
}

test(
  'a practice clinic offers one near visit a start, with a link that opens it and no other place has',
  { timeout: 60_000 },
  async () => {
    const server = await startTestServer();
    onTestFinished(() => server.close());
    const first = await startPractice(server);
    await until(() => expect(first.offered).toHaveLength(1));
    const [visit] = first.offered;
    if (visit === undefined) throw new Error('unreachable: see above');
    expect(await openLink(server, visit.link)).toMatchObject({ startAt: visit.startAt });
    expect(Math.abs(Date.parse(visit.startAt) - Date.now())).toBeLessThan(3 * HOUR_MS);
    expect(visit.birthDate).not.toBeNull();
    expect(first.logged.join()).not.toContain(new URL(visit.link).hash.slice(1));

    await first.workstation.frontDoor.lock({ depth: 'hard' });
    await first.signIn();
    const client = connectWindow(first.workstation);
    await client.sync.syncNow();
    expect(await client.sync.status()).toMatchObject({ state: 'idle', pendingChanges: 0, quarantined: 0 });
    expect(first.offered).toHaveLength(1);

    await first.workstation.close();
    const again = await startPractice(server, { dataDir: first.dataDir, keychain: first.keychain });
    expect(again.workstation.state()).toMatchObject({ state: 'locked', databaseOpen: false });
    await again.signIn();
    await until(() => expect(again.offered).toHaveLength(1));
    expect(await openLink(server, again.offered[0]?.link ?? '')).toMatchObject({ startAt: visit.startAt });
    expect(await openLink(server, visit.link)).toBe('link-wrong');
  },
);

test(
  'where the day has no near video visit, one is booked into a free slot',
  { timeout: 60_000 },
  async () => {
    const server = await startTestServer();
    onTestFinished(() => server.close());
    const clock = { aheadMs: 0, nowMs: () => Date.now() + clock.aheadMs };
    const first = await startPractice(server, { clock });
    await until(() => expect(first.offered).toHaveLength(1));
    await first.workstation.close();
    // A month later nobody is booked any more.
    clock.aheadMs = 30 * 24 * HOUR_MS;
    server.clock.aheadMs = clock.aheadMs;
    const { dataDir, keychain } = first;
    const later = await startPractice(server, { dataDir, keychain, clock });
    await later.signIn();
    await until(() => expect(later.offered).toHaveLength(1));
    const [visit] = later.offered;
    expect(await openLink(server, visit?.link ?? '')).toMatchObject({ startAt: visit?.startAt });
    expect(Date.parse(visit?.startAt ?? '')).toBeGreaterThanOrEqual(clock.nowMs() - HOUR_MS);
  },
);
