import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  settleCrossings,
  type JudgedReading,
  type KnownCrossing,
} from '../../../domain/task/settle-crossings.ts';
import { isOpen } from '../../../domain/task/task.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 9, minute)).toISOString();
const reading = (minute: number, judgement: JudgedReading['judgement']): JudgedReading => ({
  id: `r${String(minute).padStart(4, '0')}`,
  effectiveAt: at(minute),
  judgement,
});
const out = (minute: number) => reading(minute, 'outside');
const inside = (minute: number) => reading(minute, 'inside');

/** The Tasks as one replica holds them. */
class Replica {
  readonly tasks = new Map<string, KnownCrossing>();
  readonly readings = new Map<string, JudgedReading>();

  settle(alertFrom = at(0)): void {
    const tasks = [...this.tasks.values()].map((task) => ({
      ...task,
      isFocusWithdrawn: task.focusId !== null && !this.readings.has(task.focusId),
    }));
    const readings = [...this.readings.values()];
    const steps = settleCrossings({ readings, tasks, alertFrom, taskIdOf: (id) => `task of ${id}` });
    for (const step of steps) {
      if (step.do === 'open') {
        if (this.tasks.has(step.taskId)) throw new Error('opened twice');
        this.tasks.set(step.taskId, opened(step.taskId, step.first));
      } else {
        const status = step.do === 'cancel' ? 'cancelled' : 'requested';
        this.change(step.taskId, { status, statusReason: step.do === 'cancel' ? step.reason : null });
      }
    }
  }

  take(...readings: JudgedReading[]): this {
    for (const each of readings) this.readings.set(each.id, each);
    this.settle();
    return this;
  }

  change(taskId: string, given: Partial<KnownCrossing>): void {
    const task = this.tasks.get(taskId);
    if (task === undefined) throw new Error(`no ${taskId}`);
    this.tasks.set(taskId, { ...task, ...given });
  }

  open(): string[] {
    return [...this.tasks.values()]
      .filter(isOpen)
      .map(({ id }) => id)
      .toSorted();
  }
}

function opened(id: string, first: JudgedReading): KnownCrossing {
  return {
    id,
    focusId: first.id,
    occurredAt: first.effectiveAt,
    status: 'requested',
    statusReason: null,
    acknowledgements: [],
    completedAt: null,
    isFocusWithdrawn: false,
  };
}

const taken = { status: 'accepted', acknowledgements: [{ practitionerId: 'p', at: at(5) }] } as const;
const acknowledged = { status: taken.status, acknowledgements: [...taken.acknowledgements] };

describe('one alert an event', () => {
  test('readings that go on being outside belong to the first one', () => {
    const replica = new Replica().take(out(1)).take(out(2)).take(reading(3, 'critical'));
    expect(replica.open()).toEqual(['task of r0001']);
  });

  test('a reading inside ends the event: what is outside afterwards is another', () => {
    const replica = new Replica().take(out(1), inside(2), out(3));
    expect(replica.open()).toEqual(['task of r0001', 'task of r0003']);
  });

  test('a withdrawn reading that stands again brings its alert back', () => {
    const replica = new Replica().take(out(1));
    replica.readings.clear();
    replica.settle();
    expect(replica.open()).toEqual([]);
    replica.take(out(1));
    expect(replica.open()).toEqual(['task of r0001']);
  });

  test('what cannot be judged neither continues nor ends one', () => {
    const replica = new Replica().take(out(1), reading(2, 'cannot-judge'), out(3));
    expect(replica.open()).toEqual(['task of r0001']);
    expect(new Replica().take(reading(1, 'cannot-judge')).open()).toEqual([]);
  });

  test('what was measured after the alert was completed is another event, what came late from before is not', () => {
    const replica = new Replica().take(out(1));
    replica.change('task of r0001', { status: 'completed', completedAt: at(10) });
    expect(replica.take(out(9)).open()).toEqual([]);
    expect(replica.take(out(11)).open()).toEqual(['task of r0011']);
    expect(replica.take(out(12)).open()).toEqual(['task of r0011']);
  });

  test('a reading that comes late and is earlier opens no second alert', () => {
    expect(new Replica().take(out(5)).take(out(1)).open()).toEqual(['task of r0005']);
  });

  test('a reading inside that comes late between two shows that they were two events', () => {
    expect(new Replica().take(out(1), out(5)).take(inside(3)).open()).toEqual([
      'task of r0001',
      'task of r0005',
    ]);
  });

  test('readings before the limits were set open nothing', () => {
    const replica = new Replica();
    replica.readings.set('r0001', out(1));
    replica.settle(at(2));
    expect(replica.open()).toEqual([]);
  });
});

describe('two workstations that had not met', () => {
  const met = (first: Partial<KnownCrossing>, second: Partial<KnownCrossing>) => {
    const replica = new Replica();
    for (const each of [out(1), out(5)]) replica.readings.set(each.id, each);
    replica.tasks.set('a', { ...opened('a', out(1)), ...first });
    replica.tasks.set('b', { ...opened('b', out(5)), ...second });
    replica.settle();
    return replica;
  };

  test('of two alerts for one event the earlier stands', () => {
    expect(met({}, {}).open()).toEqual(['a']);
    expect(met({}, {}).tasks.get('b')?.statusReason).toBe('same-event');
  });

  test('the one somebody took stands, and two that were taken both do', () => {
    expect(met({}, acknowledged).open()).toEqual(['b']);
    expect(met(acknowledged, acknowledged).open()).toEqual(['a', 'b']);
  });

  test('an alert cancelled here while somebody took it there comes back', () => {
    const replica = met({}, { ...acknowledged, status: 'cancelled', statusReason: 'same-event' });
    expect(replica.open()).toEqual(['b']);
  });

  test('a cancelled duplicate comes back when its event turns out to be one of its own', () => {
    const replica = met({}, {});
    expect(replica.take(inside(3)).open()).toEqual(['a', 'b']);
  });
});

describe('a reading marked entered in error', () => {
  test('closes the alert nobody took, and leaves one somebody did', () => {
    const replica = new Replica().take(out(1));
    replica.readings.delete('r0001');
    replica.settle();
    expect(replica.tasks.get('task of r0001')?.statusReason).toBe('reading-withdrawn');
    const other = new Replica().take(out(1));
    other.change('task of r0001', acknowledged);
    other.readings.delete('r0001');
    other.settle();
    expect(other.open()).toEqual(['task of r0001']);
  });

  test('leaves the alert while another reading of the event stands', () => {
    const replica = new Replica().take(out(1), out(2));
    replica.readings.delete('r0001');
    replica.settle();
    expect(replica.open()).toEqual(['task of r0001']);
  });
});

const judgements = fc.array(
  fc.constantFrom<JudgedReading['judgement']>('inside', 'outside', 'critical', 'cannot-judge'),
  {
    maxLength: 14,
  },
);
const story = judgements.chain((list) => {
  const readings = list.map((judgement, index) => reading(index + 1, judgement));
  return fc.record({
    readings: fc.constant(readings),
    order: fc.shuffledSubarray(readings, { minLength: readings.length }),
  });
});

/** How many stretches outside lie between readings inside. */
function eventsIn(readings: readonly JudgedReading[]): number {
  let events = 0;
  let isGoingOn = false;
  for (const { judgement } of readings) {
    if (judgement === 'cannot-judge') continue;
    const isOutside = judgement !== 'inside';
    if (isOutside && !isGoingOn) events += 1;
    isGoingOn = isOutside;
  }
  return events;
}

describe('whatever the order of arrival', () => {
  test('there is one open alert for each event, and asking again changes nothing', () => {
    fc.assert(
      fc.property(story, ({ readings, order }) => {
        const replica = new Replica();
        for (const each of order) replica.take(each).settle();
        expect(replica.open()).toHaveLength(eventsIn(readings));
        const before = JSON.stringify([...replica.tasks]);
        replica.take(...order).settle();
        expect(JSON.stringify([...replica.tasks])).toBe(before);
      }),
    );
  });

  test('two workstations that saw the readings in their own order agree once they have met', () => {
    fc.assert(
      fc.property(story, story, ({ readings, order }, { order: otherOrder }) => {
        const [here, there] = [new Replica(), new Replica()];
        for (const each of order) here.take(each);
        const seen = otherOrder.flatMap(({ id }) => readings.filter((each) => each.id === id));
        for (const each of seen.slice(0, Math.ceil(seen.length / 2))) there.take(each);
        for (const [id, task] of there.tasks) if (!here.tasks.has(id)) here.tasks.set(id, task);
        here.settle();
        expect(here.open()).toHaveLength(eventsIn(readings));
      }),
    );
  });

  test('an alert somebody took is never closed by the machinery', () => {
    const { failed } = fc.check(
      fc.property(story, fc.nat(), ({ order }, which) => {
        const replica = new Replica();
        const half = Math.ceil(order.length / 2);
        for (const each of order.slice(0, half)) replica.take(each);
        const chosen = replica.open()[which % Math.max(1, replica.open().length)];
        if (chosen !== undefined) replica.change(chosen, acknowledged);
        for (const each of order.slice(half)) replica.take(each);
        return chosen === undefined || replica.open().includes(chosen);
      }),
    );
    expect(failed).toBe(false);
  });
});
