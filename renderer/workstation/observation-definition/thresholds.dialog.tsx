import { Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PatientThreshold } from '../../../domain/contract/ipc/observation-definition.ts';
import type { ThresholdDraft } from '../../../domain/observation-definition/check-threshold.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { useCan } from '../app/session-context.tsx';
import { useVitalName } from '../observation/use-vital-words.ts';
import { observationDefinitionWords } from './observation-definition.words.ts';
import { PatientThresholdsTable } from './patient-thresholds-table.tsx';
import { ThresholdForm } from './threshold-form.tsx';
import { useSetThreshold } from './use-set-threshold.ts';

interface ThresholdsDialogProps {
  readonly patientId: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What is watched of one patient: the default, the own value, who set it and when; and how to set it. */
export function ThresholdsDialog({ patientId, isOpen, onClose }: ThresholdsDialogProps) {
  const say = useWords(observationDefinitionWords);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say('thresholdsOf')}
      size={960}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      {isOpen ? <PatientThresholds patientId={patientId} /> : null}
    </Modal>
  );
}

/** What a patient's own threshold starts from, and what is kept in it while it is off or withdrawn. */
function startOf({ own, byDefault }: PatientThreshold): ThresholdDraft | null {
  const from = own?.threshold ?? byDefault?.threshold ?? null;
  if (from === null) return null;
  const { watchedSince: _since, setById: _by, setAt: _at, ...draft } = from;
  return draft;
}

function PatientThresholds({ patientId }: { readonly patientId: string }) {
  const say = useWords(observationDefinitionWords);
  const nameOf = useVitalName();
  const canSet = useCan('threshold.write');
  const { queries } = useClinic();
  const thresholds = useQuery(queries.observationDefinition.ofPatient.queryOptions({ input: { patientId } }));
  const { isBusy, set } = useSetThreshold(patientId);
  const [editing, setEditing] = useState<PatientThreshold | null>(null);
  const [switchingOff, setSwitchingOff] = useState<PatientThreshold | null>(null);
  const put = (watched: PatientThreshold, status: 'off' | 'retired', onDone: () => void) => {
    const draft = startOf(watched) ?? NOTHING;
    set(watched.code, { ...draft, status }, say(status, { vital: nameOf(watched.code) }), onDone);
  };
  if (editing !== null)
    return (
      <Stack gap="xs">
        <Text fw={600}>{say('formTitle', { vital: nameOf(editing.code) })}</Text>
        <ThresholdForm
          code={editing.code}
          isDefault={false}
          from={startOf(editing)}
          isBusy={isBusy}
          onSave={(draft) =>
            set(editing.code, draft, say('saved', { vital: nameOf(editing.code) }), () => setEditing(null))
          }
          onCancel={() => setEditing(null)}
        />
      </Stack>
    );
  return (
    <Loaded query={thresholds} loading={<LoadingRows rows={7} columns={[16, 30, 16, 14]} />}>
      {(list) => (
        <>
          <PatientThresholdsTable
            thresholds={list}
            canSet={canSet}
            isBusy={isBusy}
            onEdit={setEditing}
            onSwitchOff={setSwitchingOff}
            onBackToDefault={(watched) => put(watched, 'retired', () => undefined)}
          />
          {canSet ? null : (
            <Text size="xs" c="dimmed" mt="xs">
              {say('readOnly')}
            </Text>
          )}
          <ConfirmDialog
            isOpen={switchingOff !== null}
            title={say('offTitle')}
            text={say('offText', { vital: switchingOff === null ? '' : nameOf(switchingOff.code) })}
            confirmLabel={say('switchOff')}
            isDangerous
            isBusy={isBusy}
            onConfirm={() => {
              if (switchingOff !== null) put(switchingOff, 'off', () => setSwitchingOff(null));
            }}
            onClose={() => setSwitchingOff(null)}
          />
        </>
      )}
    </Loaded>
  );
}

/** Watches nothing: what is switched off before anything was set. */
const NOTHING: ThresholdDraft = {
  status: 'off',
  intervals: [],
  appliesFromYears: null,
  noReadingsAfterDays: null,
  performer: { role: 'nurse', practitionerId: null },
  escalation: null,
  source: null,
};
