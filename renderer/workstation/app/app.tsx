import type { QueryClient } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { UiProvider } from '../../ui/ui-provider.tsx';
import { ClinicProvider } from './clinic-provider.tsx';
import type { ClinicClient } from './clinic-client.ts';
import { StateGate } from './state-gate.tsx';

interface AppProps {
  readonly client: ClinicClient;
  readonly queryClient: QueryClient;
  readonly i18n: i18n;
}

/** The whole window over one connection to the core. */
export function App({ client, queryClient, i18n }: AppProps) {
  return (
    <UiProvider density="desk" i18n={i18n} timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}>
      <ClinicProvider client={client} queryClient={queryClient}>
        <StateGate />
      </ClinicProvider>
    </UiProvider>
  );
}
