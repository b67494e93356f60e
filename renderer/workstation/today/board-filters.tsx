import { Select } from '@mantine/core';
import { BoardState, type BoardRow } from '../../../domain/contract/ipc/scheduling.ts';
import type { Practitioner } from '../../../domain/practitioner/practitioner.ts';
import { useWords } from '../../ui/words.ts';
import { practitionerName } from '../scheduling/practitioner-name.ts';
import { countStates } from './board-order.ts';
import classes from './today.module.css';
import { todayWords } from './today.words.ts';
import type { BoardFilter } from './use-board-filter.ts';

const EVERYONE = 'everyone';

interface PractitionerFilterProps {
  readonly filter: BoardFilter;
  readonly practitioners: readonly Practitioner[];
}

/** Whose list: everyone's, one's own, or a colleague's. */
export function PractitionerFilter({ filter, practitioners }: PractitionerFilterProps) {
  const say = useWords(todayWords);
  return (
    <Select
      aria-label={say('practitionerFilter')}
      w={170}
      allowDeselect={false}
      value={filter.practitionerId ?? EVERYONE}
      onChange={(value) => filter.choosePractitioner(value === EVERYONE ? null : value)}
      data={[
        { value: EVERYONE, label: say('everyone') },
        ...practitioners.map((one) => ({
          value: one.id,
          label: one.id === filter.ownId ? say('mine') : practitionerName(one),
        })),
      ]}
    />
  );
}

interface StateFilterProps {
  readonly filter: BoardFilter;
  readonly rows: readonly BoardRow[];
}

/** Which states are shown; each says how many there are. */
export function StateFilter({ filter, rows }: StateFilterProps) {
  const say = useWords(todayWords);
  const counts = countStates(rows);
  return (
    <div className={classes.filters}>
      <StateChip
        label={say('allStates')}
        count={rows.length}
        isOn={filter.state === null}
        onPress={() => filter.chooseState(null)}
      />
      {BoardState.options
        .filter((state) => (counts.get(state) ?? 0) > 0 || filter.state === state)
        .map((state) => (
          <StateChip
            key={state}
            label={say(`state.${state}`)}
            count={counts.get(state) ?? 0}
            isOn={filter.state === state}
            onPress={() => filter.chooseState(filter.state === state ? null : state)}
          />
        ))}
    </div>
  );
}

interface StateChipProps {
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly onPress: () => void;
}

function StateChip({ label, count, isOn, onPress }: StateChipProps) {
  return (
    <button type="button" className={classes.chip} aria-pressed={isOn} onClick={onPress}>
      {label} <span className={classes.chipCount}>{count}</span>
    </button>
  );
}
