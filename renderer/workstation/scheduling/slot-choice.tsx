import { Group, SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { Temporal } from 'temporal-polyfill';
import type { FreeSlot } from '../../../domain/contract/ipc/scheduling.ts';
import { dayIn, useClinicTime, useToday } from '../../ui/clinic-time.tsx';
import { formatCalendarDay } from '../../ui/format-moment.ts';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { practitionerName } from './practitioner-name.ts';
import { schedulingWords } from './scheduling.words.ts';
import classes from './scheduling.module.css';
import { useMomentWords } from './use-moment-words.ts';

const DAYS_AHEAD = 14;
const OFFERED = 18;

interface SlotChoiceProps {
  readonly practitionerId: string | null;
  readonly fromOn: string;
  readonly onFromOn: (on: string) => void;
  readonly slot: FreeSlot | null;
  readonly onChoose: (slot: FreeSlot) => void;
  /** Takes the focus once this becomes true, so that Enter books. */
  readonly focusWhen: boolean;
}

/** The next free times, grouped by day; the first is offered, arrows move on. */
export function SlotChoice({ practitionerId, fromOn, onFromOn, slot, onChoose, focusWhen }: SlotChoiceProps) {
  const say = useWords(schedulingWords);
  const { queries } = useClinic();
  const slots = useQuery(
    queries.scheduling.freeSlots.queryOptions({
      input: { practitionerId, fromOn, days: DAYS_AHEAD, limit: OFFERED },
      staleTime: 0,
    }),
  );
  const first = slots.data?.[0];
  useEffect(() => {
    if (slot === null && first !== undefined) onChoose(first);
  }, [slot, first, onChoose]);
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text size="xs" fw={500}>
          {say('nextFree')}
        </Text>
        <FromChoice fromOn={fromOn} onFromOn={onFromOn} />
      </Group>
      <Loaded query={slots} loading={<LoadingRows rows={4} columns={[30, 30, 30]} />}>
        {(offered) =>
          offered.length === 0 ? (
            <EmptyState title={say('noFree')} text={say('noFreeText')} />
          ) : (
            <SlotRadios
              offered={withPicked(offered, slot)}
              slot={slot}
              onChoose={onChoose}
              focusWhen={focusWhen}
            />
          )
        }
      </Loaded>
    </div>
  );
}

/** A time picked in the calendar stays on offer when it is not among the first. */
function withPicked(offered: readonly FreeSlot[], slot: FreeSlot | null): readonly FreeSlot[] {
  if (slot === null || offered.some((one) => slotKey(one) === slotKey(slot))) return offered;
  return [...offered, slot].toSorted((a, b) => a.startAt.localeCompare(b.startAt));
}

const slotKey = ({ practitionerId, startAt }: FreeSlot): string => `${startAt} ${practitionerId}`;

function FromChoice({ fromOn, onFromOn }: Pick<SlotChoiceProps, 'fromOn' | 'onFromOn'>) {
  const say = useWords(schedulingWords);
  const today = Temporal.PlainDate.from(useToday());
  const inDays = (days: number) => today.add({ days }).toString();
  return (
    <SegmentedControl
      aria-label={say('from')}
      value={fromOn}
      onChange={onFromOn}
      data={[
        { value: inDays(0), label: say('fromToday') },
        { value: inDays(1), label: say('fromTomorrow') },
        { value: inDays(7), label: say('fromWeek') },
        { value: inDays(14), label: say('fromTwoWeeks') },
      ]}
    />
  );
}

interface SlotRadiosProps extends Pick<SlotChoiceProps, 'slot' | 'onChoose' | 'focusWhen'> {
  readonly offered: readonly FreeSlot[];
}

function SlotRadios({ offered, slot, onChoose, focusWhen }: SlotRadiosProps) {
  const say = useWords(schedulingWords);
  const locale = useLocale();
  const { timeZone } = useClinicTime();
  const momentWords = useMomentWords();
  const { queries } = useClinic();
  const practitioners = useQuery(queries.scheduling.practitioners.queryOptions());
  const nameById = new Map(practitioners.data?.map((one) => [one.id, practitionerName(one)]));
  const groupName = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusWhen) list.current?.querySelector<HTMLInputElement>('input:checked, input')?.focus();
  }, [focusWhen]);
  const byDay = Map.groupBy(offered, ({ startAt }) => dayIn(timeZone, Date.parse(startAt)).toString());
  return (
    <div role="radiogroup" aria-label={say('nextFree')} ref={list}>
      {[...byDay].map(([day, slots]) => (
        <div key={day} className={classes.slotDay}>
          <span className={classes.slotDayName}>{formatCalendarDay(day, locale, 'weekday')}</span>
          <div className={classes.slots}>
            {slots.map((one) => (
              <label key={slotKey(one)} className={classes.slot}>
                <input
                  type="radio"
                  name={groupName}
                  checked={slot !== null && slotKey(slot) === slotKey(one)}
                  onChange={() => onChoose(one)}
                />
                <span className={classes.slotTime}>{momentWords(one.startAt, true)}</span>
                <span className={classes.slotName}>{nameById.get(one.practitionerId) ?? ''}</span>
              </label>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
