import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { addStaff } from './add-staff.ts';
import { listStaff } from './list-staff.ts';

/** The calls about the people who work here. */
export const staffCalls = {
  list: procedures.staff.list
    .use(signedIn('appointment.read'))
    .handler(({ context }) => listStaff(context.signedIn)),

  add: procedures.staff.add
    .use(signedIn('staff.manage'))
    .handler(async ({ context, input, errors }) =>
      valueOrThrow(await addStaff(context.signedIn, input), errors),
    ),
};
