import { Group, NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { POOL_ROLES } from '../../../domain/task/concern.ts';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useCan } from '../app/session-context.tsx';
import { observationDefinitionWords } from './observation-definition.words.ts';
import type { TypedThreshold } from './threshold-draft.ts';

interface TellFieldsProps {
  readonly typed: TypedThreshold;
  readonly onChange: (given: Partial<TypedThreshold>) => void;
}

/** Who is told of an alert, and who besides when nobody takes it. */
export function TellFields({ typed, onChange }: TellFieldsProps) {
  const say = useWords(observationDefinitionWords);
  const { queries } = useClinic();
  const canAnswer = useCan('task.write');
  const { data: people = [] } = useQuery({
    ...queries.task.assignees.queryOptions(),
    enabled: canAnswer,
  });
  const pools = POOL_ROLES.map((role) => ({ value: role, label: say(`role.${role}`) }));
  return (
    <>
      <Select
        label={say('tellWho')}
        value={typed.performer}
        onChange={(performer) => onChange({ performer })}
        data={[
          ...pools.map(({ value, label }) => ({ value: `role:${value}`, label })),
          ...people.map(({ practitionerId, name }) => ({ value: `person:${practitionerId}`, label: name })),
        ]}
        allowDeselect={false}
      />
      <Group gap="sm" grow align="flex-end">
        <NumberInput
          label={say('escalateMinutes')}
          value={typed.escalateMinutes}
          onChange={(value) => onChange({ escalateMinutes: value })}
          allowDecimal={false}
          min={1}
          max={10_080}
        />
        <Select
          label={say('escalateTo')}
          placeholder={say('nobody')}
          value={typed.escalateTo}
          onChange={(role) => onChange({ escalateTo: POOL_ROLES.find((pool) => pool === role) ?? null })}
          data={pools}
          clearable
        />
      </Group>
    </>
  );
}
