import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { lazy, Suspense, useState } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { UiProvider } from '../../ui/ui-provider.tsx';
import { VisitPage } from '../visit/visit-page.tsx';
import type { PatientStorage } from './patient-storage.ts';
import type { PortalClient } from './portal-client.ts';
import { LoadingPage } from './page.tsx';
import { PortalSessionGate } from './portal-session.tsx';

/** With its chart, of no use to somebody who waits for a call. */
const RecordPage = lazy(async () => ({ default: (await import('../record/record-page.tsx')).RecordPage }));

interface AppProps {
  readonly i18n: i18n;
  readonly client: PortalClient;
  readonly storage: PatientStorage;
  readonly linkToken: string | null;
}

/** The patient's pages: the visit, and the record behind the same link. */
export function App({ i18n, client, storage, linkToken }: AppProps) {
  // Answers are kept in memory only, and a failed call is the page's to show: it knows what to do.
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } }),
  );
  return (
    <UiProvider density="patient" i18n={i18n} timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter basename="/portal">
          <PortalSessionGate client={client} storage={storage} linkToken={linkToken}>
            <Routes>
              <Route path="/visit" element={<VisitPage />} />
              <Route
                path="/record"
                element={
                  <Suspense fallback={<LoadingPage />}>
                    <RecordPage />
                  </Suspense>
                }
              />
              <Route path="*" element={<Navigate to="/visit" replace />} />
            </Routes>
          </PortalSessionGate>
        </BrowserRouter>
      </QueryClientProvider>
    </UiProvider>
  );
}
