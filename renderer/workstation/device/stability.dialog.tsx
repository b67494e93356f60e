import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DeviceStability } from '../../../domain/contract/ipc/device.ts';
import { useNotify } from '../../ui/notify.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { uiWords } from '../../ui/ui.words.ts';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { useFailureWords } from '../app/use-failure-words.ts';
import { stabilityWords } from './stability.words.ts';

interface StabilityDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** For how long values must be steady before they are offered, with the reason of each default. */
export function StabilityDialog({ isOpen, onClose }: StabilityDialogProps) {
  const say = useWords(stabilityWords);
  const sayUi = useWords(uiWords);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say('title')}
      closeButtonProps={{ 'aria-label': sayUi('close') }}
    >
      {isOpen ? <StabilityChoice onDone={onClose} /> : null}
    </Modal>
  );
}

function StabilityChoice({ onDone }: { readonly onDone: () => void }) {
  const { queries } = useClinic();
  const stability = useQuery(queries.device.stability.queryOptions());
  return (
    <Loaded query={stability} loading={<LoadingRows rows={2} columns={[60]} />}>
      {({ inForce, usual }) => <StabilityForm inForce={inForce} usual={usual} onDone={onDone} />}
    </Loaded>
  );
}

interface StabilityFormProps {
  readonly inForce: DeviceStability;
  readonly usual: DeviceStability;
  readonly onDone: () => void;
}

const FIELDS = ['spo2Seconds', 'weightSeconds'] as const;

function StabilityForm({ inForce, usual, onDone }: StabilityFormProps) {
  const say = useWords(stabilityWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const save = useMutation(queries.device.setStability.mutationOptions());
  const [typed, setTyped] = useState<Readonly<Record<(typeof FIELDS)[number], number | string>>>(inForce);
  const chosen = DeviceStability.safeParse(typed);
  const isWrong = (field: (typeof FIELDS)[number]) =>
    chosen.error?.issues.some(({ path }) => path[0] === field) === true;
  const submit = () => {
    if (!chosen.success) return;
    save.mutate(chosen.data, {
      onSuccess: () => {
        notify.done(say('saved'));
        void queryClient.invalidateQueries({ queryKey: queries.device.key() });
        onDone();
      },
      onError: (error) => notify.failed(failureText(error).title, failureText(error).text),
    });
  };
  return (
    <form
      noValidate
      aria-label={say('title')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        {FIELDS.map((field) => (
          <NumberInput
            key={field}
            label={say(`${field}.label`)}
            description={say(`${field}.reason`, { usual: usual[field] })}
            suffix=" s"
            allowDecimal={false}
            allowNegative={false}
            value={typed[field]}
            onChange={(value) => setTyped((before) => ({ ...before, [field]: value }))}
            error={isWrong(field) ? say(`${field}.wrong`) : null}
          />
        ))}
        <Group justify="space-between">
          <Button variant="subtle" onClick={() => setTyped(usual)}>
            {say('usual')}
          </Button>
          <Button type="submit" disabled={!chosen.success} loading={save.isPending}>
            {say('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
