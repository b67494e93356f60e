import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { uiWords } from '../../ui/ui.words.ts';
import { useWords } from '../../ui/words.ts';
import { chartWords } from './chart.words.ts';
import type { RecordAllergy } from './use-record-allergy.ts';

interface AddAllergyDialogProps {
  readonly isOpen: boolean;
  readonly record: RecordAllergy;
  readonly onClose: () => void;
}

/** One allergy as the patient tells it. */
export function AddAllergyDialog({ isOpen, record, onClose }: AddAllergyDialogProps) {
  const say = useWords(chartWords);
  const sayUi = useWords(uiWords);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say('allergy.dialogTitle')}
      closeButtonProps={{ 'aria-label': sayUi('close') }}
    >
      {isOpen ? <AllergyForm record={record} onClose={onClose} /> : null}
    </Modal>
  );
}

type Criticality = 'low' | 'high' | 'unable-to-assess';
const CRITICALITIES: readonly (readonly [Criticality, 'riskHigh' | 'riskLow' | 'riskUnknown'])[] = [
  ['unable-to-assess', 'riskUnknown'],
  ['high', 'riskHigh'],
  ['low', 'riskLow'],
];

function AllergyForm({ record, onClose }: Omit<AddAllergyDialogProps, 'isOpen'>) {
  const say = useWords(chartWords);
  const [substance, setSubstance] = useState('');
  const [reaction, setReaction] = useState('');
  const [criticality, setCriticality] = useState<Criticality>('unable-to-assess');
  const [isMissing, setIsMissing] = useState(false);
  const submit = () => {
    if (substance.trim() === '') return setIsMissing(true);
    record.substance(
      { substance: substance.trim(), reaction: reaction.trim() === '' ? null : reaction.trim(), criticality },
      onClose,
    );
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={say('allergy.substance')}
          description={say('allergy.substanceHint')}
          value={substance}
          onChange={(event) => {
            setSubstance(event.currentTarget.value);
            setIsMissing(false);
          }}
          error={isMissing ? say('allergy.substanceMissing') : null}
          maxLength={120}
          required
          data-autofocus
        />
        <TextInput
          label={say('allergy.reaction')}
          description={say('allergy.reactionHint')}
          value={reaction}
          onChange={(event) => setReaction(event.currentTarget.value)}
          maxLength={200}
        />
        <div>
          <Text size="xs" fw={500} mb={4} id="allergy-risk">
            {say('allergy.risk')}
          </Text>
          <SegmentedControl
            aria-labelledby="allergy-risk"
            value={criticality}
            onChange={setCriticality}
            data={CRITICALITIES.map(([value, label]) => ({ value, label: say(`allergy.${label}`) }))}
          />
        </div>
        <Group justify="flex-end" gap="xs" mt={4}>
          <Button variant="default" onClick={onClose}>
            {say('allergy.cancel')}
          </Button>
          <Button type="submit" loading={record.isPending}>
            {say('allergy.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
