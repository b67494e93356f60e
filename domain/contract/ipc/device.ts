import { z } from 'zod';
import { Instant, ResourceId } from '../../ids.ts';
import { call } from './call.ts';

/**
 * Why a port did not open: not there; held by another program; forbidden by the system (Linux: udev rule or group
 * `dialout`; macOS: input monitoring); the addon did not load; anything else (a driver of the cable that is missing).
 */
export const PortFailureCode = z.enum([
  'port-absent',
  'port-busy',
  'port-forbidden',
  'addon-missing',
  'port-refused',
]);

/** Which system the remedy is for; `domain/device/udev-rule.ts` has Linux's rule. */
export const DevicePlatform = z.enum(['linux', 'darwin', 'win32']);

/**
 * The last thing that went wrong on a device's port, in codes; words are the screen's. `detail` is the system's own word for
 * it, to be shown small; null when there is none. `other-device`: another device answers at a remembered place.
 */
export const DeviceProblem = z.object({
  code: z.enum([
    ...PortFailureCode.options,
    'other-device',
    'unplugged',
    'silent',
    'garbage',
    'checksum',
    'wrong-format',
    'no-answer',
    'refused',
  ]),
  at: Instant,
  detail: z.string().nullable(),
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
      platform: DevicePlatform,
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
