import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { readDeviceMemory } from './device-memory.ts';
import { exportRecording } from './export-recording.ts';
import { importRecords } from './import-records.ts';

/** The calls about what a device keeps and what it said; part of the router's `device`. */
export const deviceMemoryCalls = {
  readMemory: procedures.device.readMemory
    .use(signedIn('device.use'))
    .handler(({ context, input, errors }) => {
      valueOrThrow(context.services.devices.readMemory(input.deviceId), errors);
      return {};
    }),

  memory: procedures.device.memory
    .use(signedIn('device.use'))
    .handler(({ context, input, errors }) =>
      valueOrThrow(
        readDeviceMemory(context.signedIn.clinic, context.services.devices, input.deviceId),
        errors,
      ),
    ),

  cancelMemory: procedures.device.cancelMemory.use(signedIn('device.use')).handler(({ context, input }) => {
    context.services.devices.cancelMemory(input.deviceId);
    return {};
  }),

  exportRecording: procedures.device.exportRecording
    .use(signedIn('device.use'))
    .handler(async ({ context, input, errors }) =>
      valueOrThrow(
        await exportRecording(context.signedIn, context.services.devices, context.output, input),
        errors,
      ),
    ),

  importRecords: procedures.device.importRecords
    .use(signedIn('observation.write'))
    .handler(({ context, input, errors }) =>
      valueOrThrow(importRecords(context.signedIn, context.services.devices, input), errors),
    ),
};
