import { Button, Divider, Group, Modal, Stack } from '@mantine/core';
import type { Observation } from '../../../domain/observation/observation.ts';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { Facts } from '../../ui/panel.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { EvidenceFacts } from './evidence-facts.tsx';
import { observationWords } from './observation.words.ts';
import { useVitalName } from './use-vital-words.ts';
import { VitalValue } from './vital-value.tsx';

interface EvidenceDialogProps {
  /** Null keeps the dialog closed. */
  readonly observation: Observation | null;
  readonly onClose: () => void;
  readonly onMarkInError: (observation: Observation) => void;
}

/** Where a filed reading comes from: value, time, status and, for a device's, what the device said. */
export function EvidenceDialog({ observation, onClose, onMarkInError }: EvidenceDialogProps) {
  const say = useWords(observationWords);
  const canMark = useCan('observation.write');
  return (
    <Modal
      opened={observation !== null}
      onClose={onClose}
      title={say('evidence.title')}
      closeButtonProps={{ 'aria-label': say('evidence.close') }}
    >
      {observation === null ? null : (
        <Stack gap="sm">
          <ObservationFacts observation={observation} />
          <Divider />
          <EvidenceFacts evidence={observation.evidence} observationId={observation.id} />
          <Group justify="space-between">
            {canMark && observation.status === 'final' ? (
              <Button variant="subtle" color="red" onClick={() => onMarkInError(observation)}>
                {say('evidence.mark')}
              </Button>
            ) : (
              <span />
            )}
            <Button variant="default" onClick={onClose}>
              {say('evidence.close')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function ObservationFacts({ observation }: { readonly observation: Observation }) {
  const say = useWords(observationWords);
  const nameOf = useVitalName();
  const inError = observation.status === 'entered-in-error';
  return (
    <Facts
      facts={[
        [nameOf(observation.code), <VitalValue key="value" measured={observation} />],
        [say('evidence.measuredAt'), <Moment key="at" at={observation.effectiveAt} />],
        [say('evidence.how'), say(`source.${observation.source}`)],
        [
          say('evidence.status'),
          <StatusBadge
            key="status"
            tone={inError ? 'danger' : 'good'}
            label={say(inError ? 'evidence.enteredInError' : 'evidence.final')}
          />,
        ],
        ...(observation.statusReason === null
          ? []
          : [[say('evidence.reason'), observation.statusReason] as const]),
        [
          say('evidence.released'),
          observation.releasedAt === null ? (
            <Unknown key="released">{say('evidence.notReleased')}</Unknown>
          ) : (
            <Moment key="released" at={observation.releasedAt} />
          ),
        ],
      ]}
    />
  );
}
