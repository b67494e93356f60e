import { createRoot } from 'react-dom/client';
import { createI18n, pickLanguage } from '../../../../renderer/ui/i18n.ts';
import { UiProvider } from '../../../../renderer/ui/ui-provider.tsx';
import { ClinicProvider, createQueryClient } from '../../../../renderer/workstation/app/clinic-provider.tsx';
import { ClinicRouter } from '../../../../renderer/workstation/app/router.tsx';
import { SessionProvider } from '../../../../renderer/workstation/app/session-context.tsx';
import { useWorkstationEvents } from '../../../../renderer/workstation/app/use-workstation-events.ts';
import { createMemoryClinic } from '../memory-clinic.ts';
import { openClinic } from '../open-clinic.ts';
import { addScene } from '../practice-scenes.ts';
import { createPracticeRecord } from '../practice-record.ts';

/**
 * The workstation's screens over an invented clinic, for looking at them without Electron:
 * `vite tests/support/renderer/preview`. `?scheme=dark&language=es&scene=busy` before the hash.
 */
const wishes = new URLSearchParams(window.location.search);
const record = createPracticeRecord(Date.now());
addScene(record, wishes.get('scene') ?? 'calm', Date.now());
const clinic = createMemoryClinic(record, Date.now);

function Preview() {
  useWorkstationEvents();
  return (
    <SessionProvider clinic={openClinic()}>
      <ClinicRouter />
    </SessionProvider>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <UiProvider
    density="desk"
    i18n={createI18n(pickLanguage([wishes.get('language') ?? 'en']))}
    timeZone="Europe/Madrid"
    colorScheme={wishes.get('scheme') === 'dark' ? 'dark' : 'light'}
  >
    <ClinicProvider client={clinic.client} queryClient={createQueryClient()}>
      <Preview />
    </ClinicProvider>
  </UiProvider>,
);
