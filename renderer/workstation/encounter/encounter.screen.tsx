import { Button } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconLayoutSidebar } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { WithKeys } from '../../ui/key-hint.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../app/loaded.tsx';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { EncounterWorkspace } from './encounter-workspace.tsx';
import { encounterWords } from './encounter.words.ts';
import { useEncounter } from './use-encounter.ts';

const CHART_KEY = 'c';

/** A visit: its workspace beside the chart, the banner over both. */
export function EncounterScreen() {
  const { encounterId = '' } = useParams();
  const say = useWords(encounterWords);
  const query = useEncounter(encounterId);
  const [isChartBeside, setChartBeside] = useLocalStorage({
    key: 'clinic-chart-beside',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const toggle = () => setChartBeside(!isChartBeside);
  const label = say(isChartBeside ? 'hideChart' : 'showChart');
  useShortcut({ keys: CHART_KEY, label, group: say('title'), run: toggle });
  return (
    <Loaded query={query} loading={<LoadingRows rows={12} />}>
      {({ encounter }) => (
        <ChartFrame
          key={encounter.patientId}
          patientId={encounter.patientId}
          layout={isChartBeside ? 'beside' : 'workspace'}
          action={
            <WithKeys label={label} keys={CHART_KEY} position="bottom">
              <Button
                variant="default"
                leftSection={<IconLayoutSidebar size={15} aria-hidden />}
                aria-pressed={isChartBeside}
                onClick={toggle}
              >
                {say('chartBeside')}
              </Button>
            </WithKeys>
          }
          side={(patient) => (
            <EncounterWorkspace key={encounterId} encounterId={encounterId} patient={patient} />
          )}
        />
      )}
    </Loaded>
  );
}
