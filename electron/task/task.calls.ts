import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { acknowledgeTask, assignTask, completeTask, reopenTask, snoozeTask } from './answer-task.ts';
import { countAlerts, listAlerts, listAlertsOfPatient } from './list-alerts.ts';
import { listAssignees } from './list-assignees.ts';

/** The calls about alerts. */
export const taskCalls = {
  list: procedures.task.list
    .use(signedIn('chart.read'))
    .handler(({ context, input, errors }) => valueOrThrow(listAlerts(context.signedIn, input), errors)),

  count: procedures.task.count
    .use(signedIn('chart.read'))
    .handler(({ context }) => countAlerts(context.signedIn)),

  listOfPatient: procedures.task.listOfPatient
    .use(signedIn('chart.read'))
    .handler(({ context, input, errors }) =>
      valueOrThrow(listAlertsOfPatient(context.signedIn, input), errors),
    ),

  acknowledge: procedures.task.acknowledge
    .use(signedIn('task.write'))
    .handler(({ context, input, errors }) => {
      valueOrThrow(acknowledgeTask(context.signedIn, input), errors);
      return {};
    }),

  snooze: procedures.task.snooze
    .use(signedIn('task.write'))
    .handler(({ context, input, errors }) => valueOrThrow(snoozeTask(context.signedIn, input), errors)),

  complete: procedures.task.complete.use(signedIn('task.write')).handler(({ context, input, errors }) => {
    valueOrThrow(completeTask(context.signedIn, input), errors);
    return {};
  }),

  reopen: procedures.task.reopen.use(signedIn('task.write')).handler(({ context, input, errors }) => {
    valueOrThrow(reopenTask(context.signedIn, input), errors);
    return {};
  }),

  assign: procedures.task.assign.use(signedIn('task.write')).handler(({ context, input, errors }) => {
    valueOrThrow(assignTask(context.signedIn, input), errors);
    return {};
  }),

  assignees: procedures.task.assignees
    .use(signedIn('task.write'))
    .handler(({ context }) => listAssignees(context.signedIn)),
};
