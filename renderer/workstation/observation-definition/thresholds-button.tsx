import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsAlt } from '@tabler/icons-react';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { observationDefinitionWords } from './observation-definition.words.ts';
import { ThresholdsDialog } from './thresholds.dialog.tsx';

/** Opens what is watched of a patient; only for roles that may read the chart. */
export function ThresholdsButton({ patientId }: { readonly patientId: string }) {
  const say = useWords(observationDefinitionWords);
  const canRead = useCan('chart.read');
  const [isOpen, { open, close }] = useDisclosure(false);
  if (!canRead) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconAdjustmentsAlt size={15} aria-hidden />} onClick={open}>
        {say('thresholds')}
      </Button>
      <ThresholdsDialog patientId={patientId} isOpen={isOpen} onClose={close} />
    </>
  );
}
