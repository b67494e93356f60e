import { z } from 'zod';
import { Instant, ResourceId } from '../../ids.ts';
import { call } from './call.ts';

/** The last thing that went wrong on a device's port, in codes; words are the screen's. */
export const DeviceProblem = z.object({
  code: z.enum([
    'port-absent',
    'port-busy',
    'port-refused',
    'unplugged',
    'silent',
    'garbage',
    'checksum',
    'wrong-format',
    'no-answer',
    'refused',
  ]),
  at: Instant,
});

/** A device this workstation remembers, and how it is now. */
export const AttachedDevice = z.object({
  deviceId: ResourceId,
  driverId: z.string(),
  label: z.string(),
  portPath: z.string(),
  state: z.enum(['closed', 'opening', 'waiting', 'live', 'failed']),
  problem: DeviceProblem.nullable(),
  lastReadingAt: Instant.nullable(),
  /** Live values of a stream (e.g. SpO2 and pulse), not yet filed; empty when none. */
  live: z.array(z.object({ code: z.string(), value: z.number(), unit: z.string() })),
  signal: z.enum(['good', 'poor', 'none']),
});
export type AttachedDevice = z.infer<typeof AttachedDevice>;

export const deviceContract = {
  list: call.output(z.array(AttachedDevice)),
  /** Ports of this machine (serial and HID) and the drivers there are. */
  ports: call.output(
    z.object({
      ports: z.array(
        z.object({ path: z.string(), label: z.string(), transport: z.enum(['serial', 'hid', 'practice']) }),
      ),
      drivers: z.array(
        z.object({
          driverId: z.string(),
          label: z.string(),
          transport: z.enum(['serial', 'hid']),
          measures: z.array(z.string()),
        }),
      ),
    }),
  ),
  /** Remembers a device by its port and starts it. Error `port-in-use-here`. */
  attach: call
    .errors({ 'port-in-use-here': {}, 'unknown-driver': {} })
    .input(
      z.object({
        portPath: z.string().min(1).max(300),
        driverId: z.string(),
        label: z.string().min(1).max(60),
      }),
    )
    .output(z.object({ deviceId: ResourceId })),
  detach: call.input(z.object({ deviceId: ResourceId })).output(z.object({})),
  /** Asks a device that must be asked (a cuff's memory) for its latest reading; a stream is just reopened. */
  fetchReading: call.input(z.object({ deviceId: ResourceId })).output(z.object({})),
};
