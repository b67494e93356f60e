import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter';
import './ui.css';
import { MantineProvider, type MantineColorScheme } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { i18n } from 'i18next';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { ClinicTimeProvider } from './clinic-time.tsx';
import { ShortcutProvider } from './shortcuts.tsx';
import { readStyleNonce, shareStyleNonce } from './style-nonce.ts';
import { clinicCssVariables, deskTheme, patientTheme } from './theme.ts';

interface UiProviderProps {
  /** `desk` is dense, `patient` has large text and targets. */
  readonly density: 'desk' | 'patient';
  readonly i18n: i18n;
  /** IANA zone in which times are shown: the clinic's on a desk, the reader's own on a patient's page. */
  readonly timeZone: string;
  readonly colorScheme?: MantineColorScheme;
  readonly children: ReactNode;
}

/** Theme, words, time, shortcuts and notifications: the one wrapper of every page. */
export function UiProvider({ density, i18n, timeZone, colorScheme = 'auto', children }: UiProviderProps) {
  const nonce = readStyleNonce(document);
  shareStyleNonce(nonce);
  return (
    <MantineProvider
      theme={density === 'desk' ? deskTheme : patientTheme}
      cssVariablesResolver={clinicCssVariables}
      defaultColorScheme={colorScheme}
      {...(nonce === null ? {} : { getStyleNonce: () => nonce })}
    >
      <I18nextProvider i18n={i18n}>
        <ClinicTimeProvider timeZone={timeZone}>
          <ShortcutProvider>
            <Notifications position="bottom-center" limit={3} transitionDuration={90} />
            {children}
          </ShortcutProvider>
        </ClinicTimeProvider>
      </I18nextProvider>
    </MantineProvider>
  );
}
