import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconArrowRight, IconSearch, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { PatientLine } from '../patient/patient-line.tsx';
import { usePatientPath } from '../patient/use-patient-path.ts';
import { usePatientSearch } from '../patient/use-patient-search.ts';
import { appWords } from './app.words.ts';
import { useActions } from './use-actions.ts';

/** A command bar that can be opened: Spotlight's store and its actions. */
export type CommandBarHandle = ReturnType<typeof createSpotlight>;

/** One handle for the shell's life. */
export function useCommandBar(): CommandBarHandle {
  return useState(() => createSpotlight())[0];
}

/** Ctrl or Command and K: patients as you type, and everything one can do. */
export function CommandBar({ handle: [store, commandBar] }: { readonly handle: CommandBarHandle }) {
  const say = useWords(appWords);
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const patientPath = usePatientPath();
  const search = usePatientSearch(text, 7);
  const actions = useActions().filter((action) => matchesText(action.label, text));
  // While the next answer is on its way the last one still stands there; nobody is opened from an old list.
  const openPatient = (patientId: string) => {
    if (!search.isPlaceholderData) void navigate(patientPath(patientId));
  };
  const patients = text.trim() === '' ? [] : (search.data?.patients ?? []);
  useShortcut({ keys: 'mod+k', label: say('find'), run: commandBar.open });
  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      clearQueryOnClose
      shortcut={null}
      scrollable
      centered={false}
      maxHeight={460}
      attributes={{ content: { 'aria-label': say('find') } }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
    >
      <Spotlight.Search
        placeholder={say('commandPlaceholder')}
        aria-label={say('find')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
      />
      <Spotlight.ActionsList pb="xs">
        {patients.length === 0 ? null : (
          <Spotlight.ActionsGroup label={say('commandPatients')}>
            {patients.map((patient) => (
              <Spotlight.Action
                key={patient.id}
                leftSection={<IconUser size={17} stroke={1.5} aria-hidden />}
                onClick={() => openPatient(patient.id)}
              >
                <PatientLine patient={patient} />
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {actions.length === 0 ? null : (
          <Spotlight.ActionsGroup label={say('commandActions')}>
            {actions.map((action) => (
              <Spotlight.Action
                key={action.id}
                label={action.label}
                leftSection={<IconArrowRight size={17} stroke={1.5} aria-hidden />}
                onClick={action.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {patients.length + actions.length > 0 ? null : (
          <Spotlight.Empty>{search.isError ? say('commandFailed') : say('commandNothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function matchesText(label: string, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/);
  return words.every((word) => label.toLowerCase().includes(word));
}
