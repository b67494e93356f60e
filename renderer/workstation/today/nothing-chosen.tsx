import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { todayWords } from './today.words.ts';

/** The card's place without a visit: how to choose one, or, on a day that has none, where the next patient comes from. */
export function NothingChosen({ isDayEmpty }: { readonly isDayEmpty: boolean }) {
  const say = useWords(todayWords);
  const canRegister = useCan('patient.write');
  return (
    <Panel fill>
      {isDayEmpty ? (
        <EmptyState
          title={say('nobodyYet')}
          text={say('nobodyYetText')}
          action={
            canRegister ? (
              <Button component={Link} to="/patients/new" variant="default">
                {say('registerPatient')}
              </Button>
            ) : null
          }
        />
      ) : (
        <EmptyState title={say('choose')} text={say('chooseText')} />
      )}
    </Panel>
  );
}
