import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import type { AllergySummary } from '../../../domain/contract/ipc/patient.ts';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { AddAllergyDialog } from './add-allergy.dialog.tsx';
import { useAllergyText } from './allergy-text.ts';
import { chartWords } from './chart.words.ts';
import classes from './chart.module.css';
import { usePractitionerName } from './use-practitioner-name.ts';
import { useRecordAllergy } from './use-record-allergy.ts';

interface AllergiesPanelProps {
  readonly patientId: string;
  readonly allergies: AllergySummary;
}

/** What is known of allergies, who wrote it and when; "not asked" asks to be asked. */
export function AllergiesPanel({ patientId, allergies }: AllergiesPanelProps) {
  const say = useWords(chartWords);
  const canWrite = useCan('allergy.write');
  const record = useRecordAllergy(patientId);
  const [isAdding, { open, close }] = useDisclosure(false);
  return (
    <Panel
      title={say('allergy.title')}
      actions={
        canWrite ? (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={open}
          >
            {say('allergy.add')}
          </Button>
        ) : null
      }
    >
      {allergies.state === 'listed' ? (
        <AllergyList allergies={allergies} />
      ) : (
        <Group gap="xs" justify="space-between">
          {allergies.state === 'none-known' ? (
            <Text>{say('allergy.none-known')}</Text>
          ) : (
            <Stack gap={2}>
              <Unknown>{say('allergy.not-asked')}</Unknown>
              <Text size="xs" c="dimmed">
                {say('allergy.askHint')}
              </Text>
            </Stack>
          )}
          {canWrite && allergies.state === 'not-asked' ? (
            <Button variant="default" onClick={record.noneKnown} loading={record.isPending}>
              {say('allergy.none')}
            </Button>
          ) : null}
        </Group>
      )}
      <AddAllergyDialog isOpen={isAdding} record={record} onClose={close} />
    </Panel>
  );
}

function AllergyList({ allergies }: { readonly allergies: AllergySummary }) {
  const textOf = useAllergyText();
  const nameOf = usePractitionerName();
  return (
    <ul className={classes.plainList}>
      {allergies.allergies.map((allergy) => (
        <li key={allergy.id} className={classes.allergy}>
          <StatusBadge tone="danger" icon={IconAlertTriangle} label={textOf(allergy)} />
          <Text size="xs" c="dimmed">
            {nameOf(allergy.recorderId)}, <Moment at={allergy.recordedAt} />
          </Text>
        </li>
      ))}
    </ul>
  );
}
