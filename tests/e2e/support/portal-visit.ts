import { expect, type BrowserContext, type Page } from '@playwright/test';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../../domain/contract/protocol.ts';
import type { deviceApiContract } from '../../../domain/contract/sync/device-api.ts';
import { SEAT_PREFIX } from './practitioner-seat.ts';

const Started = z.object({
  url: z.string(),
  token: z.string(),
  practitionerId: z.string(),
  appointmentId: z.string(),
  birthDate: z.string(),
});

/** A server with the built pages, one clinic, one practitioner and one patient with a visit in five minutes. */
export interface PortalVisit {
  readonly url: string;
  readonly birthDate: string;
  readonly makeLink: () => Promise<{ readonly link: string; readonly visitId: string }>;
  /** Waits until the patient waits, admits, and opens the practitioner's seat in that page. */
  readonly admit: (page: Page, visitId: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface PortalVisitChoice {
  readonly seatDir: string;
  /** When the visit starts, from now, in ms. */
  readonly startsInMs?: number;
  readonly readings?: readonly (readonly [at: string, systolicMmHg: number, diastolicMmHg: number])[];
}

export async function startPortalVisit({
  seatDir,
  startsInMs = 5 * 60_000,
  readings = [],
}: PortalVisitChoice): Promise<PortalVisit> {
  const child = fork('tests/e2e/support/visit-server-process.ts', {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      VISIT_SEAT_DIR: seatDir,
      VISIT_STARTS_IN_MS: String(startsInMs),
      VISIT_READINGS: JSON.stringify(readings),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = await once(child, 'message');
  const { url, token, practitionerId, appointmentId, birthDate } = Started.parse(message);
  const headers = { authorization: `Bearer ${token}`, [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) };
  const device: ContractRouterClient<typeof deviceApiContract> = createORPCClient(
    new RPCLink({ url: `${url}/rpc`, headers }),
  );
  return {
    url,
    birthDate,
    makeLink: () => device.createVisitLink({ appointmentId, practitionerId }),
    admit: async (page, visitId) => {
      await expect.poll(async () => (await device.visits())[0]?.state).toMatch(/waiting|admitted|in-call/);
      const { iceServers } = await device.admit({ visitId, practitionerId });
      const seat = encodeURIComponent(JSON.stringify({ token, visitId, iceServers }));
      await page.goto(`${url}${SEAT_PREFIX}index.html#${seat}`);
    },
    close: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** From the link to the waiting room, as a patient clicks. */
export async function goToWaitingRoom(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Check camera and microphone' }).click();
  await page.getByRole('button', { name: 'Go to the waiting room' }).click();
  await expect(page.getByRole('heading', { name: 'You are in the waiting room' })).toBeVisible();
}

/** Frames of the other person that this page has decoded and shown so far. */
export function decodedFrames(page: Page): Promise<number> {
  return page.evaluate(() => {
    const remote = document.querySelector<HTMLVideoElement>('video[aria-label^="Video of"]');
    return remote?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
  });
}

/** Frames a second over the next `seconds`. */
export async function framesPerSecond(page: Page, seconds: number): Promise<number> {
  return page.evaluate(async (duration) => {
    const count = (): number =>
      document.querySelector<HTMLVideoElement>('video[aria-label^="Video of"]')?.getVideoPlaybackQuality()
        .totalVideoFrames ?? 0;
    const before = count();
    const startedAt = performance.now();
    await new Promise((resolve) => setTimeout(resolve, duration * 1000));
    return ((count() - before) * 1000) / (performance.now() - startedAt);
  }, seconds);
}

/** Everything the console calls an error, above all a broken Content-Security-Policy. */
export function watchConsole(context: BrowserContext): string[] {
  const errors: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  context.on('weberror', (error) => errors.push(String(error.error())));
  return errors;
}
