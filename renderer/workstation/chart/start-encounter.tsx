import { Button } from '@mantine/core';
import { IconPlayerPlay, IconStethoscope } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { KeyHint, WithKeys } from '../../ui/key-hint.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { chartWords } from './chart.words.ts';
import { useStartEncounter } from './use-start-encounter.ts';

const START_KEY = 's';

/** Starts the visit of today's appointment (or one without), or goes back to the one that is open. */
export function StartEncounter({ patientId }: { readonly patientId: string }) {
  const say = useWords(chartWords);
  const canStart = useCan('encounter.write');
  const navigate = useNavigate();
  const { openEncounterId, start, isPending } = useStartEncounter(
    patientId,
    (encounterId) => void navigate(`/encounters/${encounterId}`),
  );
  const isOpen = openEncounterId !== null;
  const label = say(isOpen ? 'resume' : 'start');
  useShortcut({
    keys: START_KEY,
    label,
    group: say('banner.label'),
    enabled: canStart && !isPending,
    run: start,
  });
  if (!canStart) return null;
  return (
    <WithKeys label={label} keys={START_KEY} position="bottom">
      <Button
        size="sm"
        onClick={start}
        loading={isPending}
        leftSection={
          isOpen ? <IconStethoscope size={16} aria-hidden /> : <IconPlayerPlay size={15} aria-hidden />
        }
        rightSection={<KeyHint keys={START_KEY} />}
      >
        {label}
      </Button>
    </WithKeys>
  );
}
