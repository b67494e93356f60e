import { cleanup, configure, render } from '@testing-library/react';
import type { ComponentType } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { onTestFinished } from 'vitest';
import { createI18n } from '../../../renderer/ui/i18n.ts';
import { UiProvider } from '../../../renderer/ui/ui-provider.tsx';
import { ClinicProvider, createQueryClient } from '../../../renderer/workstation/app/clinic-provider.tsx';
import { SessionProvider } from '../../../renderer/workstation/app/session-context.tsx';
import { useWorkstationEvents } from '../../../renderer/workstation/app/use-workstation-events.ts';
import type { ClinicRole } from '../../../domain/access/roles.ts';
import { completeBrowser } from './complete-browser.ts';
import { createMemoryClinic, type MemoryClinic } from './memory-clinic.ts';
import { openClinic } from './open-clinic.ts';
import type { PracticeRecord } from './practice-record.ts';

interface ScreenOptions {
  readonly record: PracticeRecord;
  /** The screen under test, at `path` with its parameters. */
  readonly screen: ComponentType;
  readonly path: string;
  readonly at: string;
  readonly role?: ClinicRole;
}

/** A loaded machine draws slowly; waiting longer costs nothing when it does not. */
const ASYNC_TIMEOUT_MS = 8_000;

/** Draws one screen as the window does: real contract over a real MessagePort, live events, router, words, shortcuts. */
export function renderScreen({ record, screen: Screen, path, at, role }: ScreenOptions): MemoryClinic {
  completeBrowser();
  configure({ asyncUtilTimeout: ASYNC_TIMEOUT_MS });
  const clinic = createMemoryClinic(record, Date.now);
  onTestFinished(() => {
    cleanup();
    clinic.close();
  });
  const router = createMemoryRouter(
    [
      { path, Component: Screen },
      { path: '*', element: <p>elsewhere</p> },
    ],
    { initialEntries: [at] },
  );
  render(
    <UiProvider density="desk" i18n={createI18n('en')} timeZone="Europe/Madrid">
      <ClinicProvider client={clinic.client} queryClient={createQueryClient()}>
        <SessionProvider clinic={openClinic(role)}>
          <LiveWindow />
          <RouterProvider router={router} />
        </SessionProvider>
      </ClinicProvider>
    </UiProvider>,
  );
  return clinic;
}

function LiveWindow() {
  useWorkstationEvents();
  return null;
}
