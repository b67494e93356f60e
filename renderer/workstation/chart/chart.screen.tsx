import { ActionIcon } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconLayoutSidebarRightExpand } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { useWords } from '../../ui/words.ts';
import { ChartFrame } from './chart-frame.tsx';
import { ThresholdsButton } from '../observation-definition/thresholds-button.tsx';
import { chartWords } from './chart.words.ts';
import { ContextColumn } from './context-column.tsx';
import { StartEncounter } from './start-encounter.tsx';

/** One patient's chart. */
export function ChartScreen() {
  const { patientId = '' } = useParams();
  const say = useWords(chartWords);
  const [isContextOpen, setContextOpen] = useLocalStorage({
    key: 'clinic-chart-context',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  return (
    <ChartFrame
      key={patientId}
      patientId={patientId}
      layout={isContextOpen ? 'chart-context' : 'chart'}
      action={
        <>
          {isContextOpen ? null : (
            <ActionIcon
              variant="default"
              aria-label={say('context.open')}
              title={say('context.open')}
              onClick={() => setContextOpen(true)}
            >
              <IconLayoutSidebarRightExpand size={17} aria-hidden />
            </ActionIcon>
          )}
          <ThresholdsButton patientId={patientId} />
          <StartEncounter patientId={patientId} />
        </>
      }
      side={() =>
        isContextOpen ? <ContextColumn patientId={patientId} onClose={() => setContextOpen(false)} /> : null
      }
    />
  );
}
