import { Button } from '@mantine/core';
import { useMemo } from 'react';
import {
  createHashRouter,
  Navigate,
  RouterProvider,
  useNavigate,
  useRouteError,
  type RouteObject,
} from 'react-router';
import { EmptyState, FailedState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { AdminScreen } from './admin.screen.tsx';
import { InboxScreen } from '../conflict/inbox.screen.tsx';
import { PatientDetailsScreen } from '../patient/patient-details.screen.tsx';
import { PatientsScreen } from '../patient/patients.screen.tsx';
import { RegisterPatientScreen } from '../patient/register-patient.screen.tsx';
import { CalendarScreen } from '../scheduling/calendar.screen.tsx';
import { AlertsScreen } from '../task/alerts.screen.tsx';
import { TodayScreen } from '../today/today.screen.tsx';
import { appWords } from './app.words.ts';
import { Shell } from './shell.tsx';

/** The chart and its neighbours come when they are first opened. */
const CHART_ROUTES: RouteObject[] = [
  {
    path: 'patients/:patientId',
    lazy: async () => ({ Component: (await import('../chart/chart.screen.tsx')).ChartScreen }),
  },
  {
    path: 'encounters/:encounterId',
    lazy: async () => ({ Component: (await import('../encounter/encounter.screen.tsx')).EncounterScreen }),
  },
  {
    path: 'devices',
    lazy: async () => ({ Component: (await import('../device/devices.screen.tsx')).DevicesScreen }),
  },
  {
    path: 'calls/:visitId',
    lazy: async () => ({ Component: (await import('../telehealth/call.screen.tsx')).CallScreen }),
  },
];

function createClinicRouter() {
  return createHashRouter([
    {
      path: '/',
      element: <Shell />,
      errorElement: <CrashedScreen />,
      children: [
        {
          errorElement: <CrashedScreen />,
          children: [
            { index: true, element: <Navigate to="/today" replace /> },
            { path: 'today', element: <TodayScreen /> },
            { path: 'calendar', element: <CalendarScreen /> },
            { path: 'patients', element: <PatientsScreen /> },
            { path: 'patients/new', element: <RegisterPatientScreen /> },
            { path: 'patients/:patientId/details', element: <PatientDetailsScreen /> },
            { path: 'alerts', element: <AlertsScreen /> },
            { path: 'inbox', element: <InboxScreen /> },
            { path: 'admin/:section?', element: <AdminScreen /> },
            ...CHART_ROUTES,
            { path: '*', element: <NoSuchScreen /> },
          ],
        },
      ],
    },
  ]);
}

/** The screens of a signed-in window; the address survives a lock. */
export function ClinicRouter() {
  const router = useMemo(() => createClinicRouter(), []);
  return <RouterProvider router={router} />;
}

function NoSuchScreen() {
  const say = useWords(appWords);
  const navigate = useNavigate();
  return (
    <EmptyState
      title={say('pageGone')}
      text={say('pageGoneText')}
      action={<Button onClick={() => void navigate('/today')}>{say('toToday')}</Button>}
    />
  );
}

function CrashedScreen() {
  const say = useWords(appWords);
  const error = useRouteError();
  return (
    <div data-crash={error instanceof Error ? error.name : 'unknown'}>
      <FailedState
        title={say('crashed')}
        text={say('crashedText')}
        action={<Button onClick={() => window.location.reload()}>{say('openAgain')}</Button>}
      />
    </div>
  );
}
