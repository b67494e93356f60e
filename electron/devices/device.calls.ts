import { overridesOf, readStability, saveStability, USUAL_STABILITY } from './stability-setting.ts';
import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';

/** The calls of domain/contract/ipc/device.ts. */
export const deviceCalls = {
  list: procedures.device.list
    .use(signedIn('device.use'))
    .handler(({ context }) => context.services.devices.list()),

  ports: procedures.device.ports
    .use(signedIn('device.use'))
    .handler(({ context }) => context.services.devices.ports()),

  attach: procedures.device.attach
    .use(signedIn('device.use'))
    .handler(({ context, input, errors }) => valueOrThrow(context.services.devices.attach(input), errors)),

  detach: procedures.device.detach.use(signedIn('device.use')).handler(async ({ context, input }) => {
    await context.services.devices.detach(input.deviceId);
    return {};
  }),

  acceptOther: procedures.device.acceptOther
    .use(signedIn('device.use'))
    .handler(async ({ context, input, errors }) => {
      valueOrThrow(await context.services.devices.acceptOther(input.deviceId), errors);
      return {};
    }),

  stability: procedures.device.stability.use(signedIn('device.use')).handler(({ context }) => ({
    inForce: readStability(context.signedIn.clinic.database),
    usual: USUAL_STABILITY,
  })),

  setStability: procedures.device.setStability
    .use(signedIn('device.use'))
    .handler(async ({ context, input, errors }) => {
      valueOrThrow(saveStability(context.signedIn.clinic.database, input), errors);
      await context.services.devices.setStability(overridesOf(input));
      return {};
    }),

  discover: procedures.device.discover
    .use(signedIn('device.use'))
    .handler(({ context, input }) => context.services.devices.discover(input.portPaths)),

  discovery: procedures.device.discovery
    .use(signedIn('device.use'))
    .handler(({ context }) => context.services.devices.discovery()),

  cancelDiscovery: procedures.device.cancelDiscovery
    .use(signedIn('device.use'))
    .handler(async ({ context }) => {
      await context.services.devices.cancelDiscovery();
      return {};
    }),

  fetchReading: procedures.device.fetchReading
    .use(signedIn('device.use'))
    .handler(async ({ context, input, errors }) => {
      valueOrThrow(await context.services.devices.fetchReading(input.deviceId), errors);
      return {};
    }),
};
