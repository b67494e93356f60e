import type { implement } from '@orpc/server';
import type { clinicContract } from '../../../domain/contract/ipc/contract.ts';
import type { Alert } from '../../../domain/contract/ipc/task.ts';
import type { FakeCore } from './fake-core.ts';
import { alertsIn, inventDefaults, inventPatientThresholds } from './invented-alerts.ts';
import { idOf, PRACTITIONERS } from './invented-day.ts';

type Os = Pick<
  ReturnType<ReturnType<typeof implement<typeof clinicContract>>['use']>,
  'task' | 'observationDefinition'
>;

/** The calls about alerts and thresholds, with memory behind them. */
export function createFakeAlerts(os: Os, core: FakeCore, nowMs: number) {
  const now = new Date(nowMs).toISOString();
  const me = { practitionerId: idOf(2, 1), name: 'Dr Ada Rehearsal' };
  const change = (taskId: string, given: Partial<Alert>) => {
    core.alerts = core.alerts.map((each) => (each.task.id === taskId ? { ...each, ...given } : each));
    return {};
  };
  return {
    task: {
      list: os.task.list.handler(({ input }) => alertsIn(core.alerts, input.scope)),
      count: os.task.count.handler(() => ({
        forMe: alertsIn(core.alerts, 'for-me').length,
        escalatedForMe: 0,
      })),
      listOfPatient: os.task.listOfPatient.handler(({ input }) =>
        alertsIn(core.alerts, 'all').filter(({ patient }) => patient.id === input.patientId),
      ),
      acknowledge: os.task.acknowledge.handler(({ input, errors }) => {
        const found = core.alerts.find(({ task }) => task.id === input.taskId);
        if (found?.state !== 'waiting') throw errors.taken({ data: { name: found?.owner?.name ?? null } });
        return change(input.taskId, { state: 'taken', owner: me, takenBy: [{ ...me, at: now }] });
      }),
      snooze: os.task.snooze.handler(({ input }) => {
        change(input.taskId, { state: 'snoozed' });
        return { until: now };
      }),
      complete: os.task.complete.handler(({ input }) => {
        const task = core.alerts.find((each) => each.task.id === input.taskId)?.task;
        if (task === undefined) return {};
        const done = { ...task, status: 'completed' as const, completedAt: now, note: input.note };
        return change(input.taskId, { state: 'done', completedBy: me, task: done });
      }),
      reopen: os.task.reopen.handler(({ input }) =>
        change(input.taskId, { state: 'waiting', owner: null, completedBy: null }),
      ),
      assign: os.task.assign.handler(({ input }) =>
        change(input.taskId, { owner: { practitionerId: input.practitionerId, name: 'Dr Cleo Trial' } }),
      ),
      assignees: os.task.assignees.handler(() =>
        PRACTITIONERS.map(({ id, prefix, given, family }) => ({
          practitionerId: id,
          name: `${prefix} ${given} ${family}`,
          role: 'practitioner' as const,
        })),
      ),
    },
    observationDefinition: {
      ofPatient: os.observationDefinition.ofPatient.handler(() => inventPatientThresholds(now)),
      defaults: os.observationDefinition.defaults.handler(() => inventDefaults(now)),
      setForPatient: os.observationDefinition.setForPatient.handler(({ input }) => {
        core.thresholdsSet.push(input);
        return { setAt: now };
      }),
      setDefault: os.observationDefinition.setDefault.handler(({ input }) => {
        core.thresholdsSet.push({ ...input, patientId: null });
        return { setAt: now };
      }),
    },
  };
}
