import { z } from 'zod';
import { Instant, ResourceId } from '../../ids.ts';
import { DeviceHints, SentValue } from '../../observation/observation.ts';
import { call } from './call.ts';
import { MeasuredValue, PlausibilityFinding } from './observation.ts';

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

/**
 * What a device answered instead of a value to propose, without anything being wrong with it: a LO or HI (`out-of-range`,
 * with its `limit`), a control solution or another analyte (`refused`), an empty memory or no finger (`no-measurement`).
 * `reason` is the device's or the driver's code, for `out-of-range` `low` or `high`. `at`: since when it says so.
 */
export const DeviceNotice = z.object({
  outcome: z.enum(['no-measurement', 'out-of-range', 'refused']),
  reason: z.string(),
  limit: z.object({ value: z.number(), unit: z.string() }).nullable(),
  at: Instant,
});

/** A device this workstation remembers, and how it is now. */
export const AttachedDevice = z.object({
  deviceId: ResourceId,
  driverId: z.string(),
  label: z.string(),
  portPath: z.string(),
  transport: z.enum(['serial', 'hid']),
  /** Ids of the cable or device that was in its port last, for a udev rule; null = never told. */
  usb: z.object({ vendorId: z.int(), productId: z.int() }).nullable(),
  /** What it says of itself, else what its cable is called; null = neither. */
  identity: z.string().nullable(),
  /** Whether its memory can be read (`readMemory`). */
  hasMemory: z.boolean(),
  /** How far its clock is ahead of the workstation's, in s, and when that was measured; null = it never told its time. */
  clockOffsetSeconds: z.number().nullable(),
  clockMeasuredAt: Instant.nullable(),
  state: z.enum(['closed', 'opening', 'waiting', 'live', 'failed']),
  problem: DeviceProblem.nullable(),
  /** Null: its last answer was a value, or it has not said anything. */
  notice: DeviceNotice.nullable(),
  lastReadingAt: Instant.nullable(),
  /** When it last said something that fits its protocol; null = not since the workstation was unlocked. */
  heardAt: Instant.nullable(),
  /** Live values of a stream (e.g. SpO2 and pulse), not yet filed; empty when none. */
  live: z.array(z.object({ code: z.string(), value: z.number(), unit: z.string() })),
  signal: z.enum(['good', 'poor', 'none']),
  /** How long a stream has been steady, of the s its rule wants for a reading; null = nothing is measured, or it was offered. */
  steady: z.object({ seconds: z.number(), ofSeconds: z.number() }).nullable(),
});
export type AttachedDevice = z.infer<typeof AttachedDevice>;

const PortTransport = z.enum(['serial', 'hid', 'practice']);

/**
 * A port of this machine. `usb` are the ids of what is in it (of a cable, often), null when the system says none.
 * `deviceId`: the attached device that has it; null = free.
 */
export const DevicePort = z.object({
  path: z.string(),
  label: z.string(),
  transport: PortTransport,
  usb: z.object({ vendorId: z.int(), productId: z.int() }).nullable(),
  serialNumber: z.string().nullable(),
  deviceId: ResourceId.nullable(),
});
export type DevicePort = z.infer<typeof DevicePort>;

/**
 * What a search found at a port.
 * - `attached`: a device of this workstation has it (`deviceId`); not touched. `waiting`: its turn comes.
 * - `probing`: `driverId` is tried now (with others that listen in the same way).
 * - `found`: `driverId` recognised its device; `identity` is what that says of itself, null when it does not.
 * - `nothing`: no driver of this version recognised anything: switched off, not in its PC mode, or unknown.
 * - `failed`: `failure` says why it was not looked at to the end. `cancelled`: by a person, or the port was attached.
 */
export const DiscoveredPort = z.object({
  path: z.string(),
  label: z.string(),
  transport: PortTransport,
  state: z.enum(['attached', 'waiting', 'probing', 'found', 'nothing', 'failed', 'cancelled']),
  deviceId: ResourceId.nullable(),
  driverId: z.string().nullable(),
  identity: z.string().nullable(),
  failure: z
    .object({ code: z.enum([...PortFailureCode.options, 'unplugged']), detail: z.string() })
    .nullable(),
});
export type DiscoveredPort = z.infer<typeof DiscoveredPort>;

/** A search for devices; `idle` before the first one. Its ports change while it runs, each change a `devices` event. */
export const DeviceDiscovery = z.object({
  state: z.enum(['idle', 'running', 'done', 'cancelled']),
  startedAt: Instant.nullable(),
  ports: z.array(DiscoveredPort),
});
export type DeviceDiscovery = z.infer<typeof DeviceDiscovery>;

/**
 * One record of a device's memory, in the memory's order. Only `reading` can be filed; the others say why there is none:
 * `reason` is the device's or the driver's code, for `out-of-range` `low` or `high` of `limit`.
 * - `effectiveAt`: when it was measured: the device's time less the clock's offset, as this workstation's zone has it; null
 *   when the device said none, and then a person has to.
 * - `findings` without a patient's age; `importRecords` judges again with it.
 * - `isFiled`: an Observation of this record exists, from this or an earlier import, here or on another workstation.
 * - `isImportable`: a reading that is not filed and is no repetition of a record before it.
 * - `hints`: the device's own user number, its mark of a meal: never whose reading it is.
 */
export const DeviceMemoryRecord = z.object({
  recordId: z.string(),
  outcome: z.enum(['reading', 'no-measurement', 'out-of-range', 'refused', 'error']),
  reason: z.string().nullable(),
  limit: z.object({ value: z.number(), unit: z.string() }).nullable(),
  measured: z.array(MeasuredValue),
  sent: z.array(SentValue),
  deviceTime: z.string().nullable(),
  effectiveAt: Instant.nullable(),
  hints: DeviceHints,
  findings: z.array(PlausibilityFinding),
  isFiled: z.boolean(),
  isImportable: z.boolean(),
});
export type DeviceMemoryRecord = z.infer<typeof DeviceMemoryRecord>;

/**
 * What was read of a device's memory. `none`: not since the workstation was unlocked; `waiting`: the talk that goes on ends
 * first. Each change is a `devices` event. Records are there once it is `done`; `countTold` null = the device told no count.
 */
export const DeviceMemory = z.object({
  state: z.enum(['none', 'waiting', 'reading', 'done', 'failed', 'cancelled']),
  startedAt: Instant.nullable(),
  framesRead: z.int(),
  countTold: z.int().nullable(),
  problem: DeviceProblem.shape.code.nullable(),
  identity: z.string().nullable(),
  clockOffsetSeconds: z.number().nullable(),
  records: z.array(DeviceMemoryRecord),
});
export type DeviceMemory = z.infer<typeof DeviceMemory>;

/**
 * For how long values must be steady before they are offered, in s: an oximeter's SpO2 (flag-free), a scale's weight. The
 * defaults with their reasons are in electron/devices/stability.ts; the bounds are the house's: less is no stability.
 */
export const DeviceStability = z.object({
  spo2Seconds: z.int().min(5).max(60),
  weightSeconds: z.int().min(1).max(10),
});
export type DeviceStability = z.infer<typeof DeviceStability>;

export const deviceContract = {
  list: call.output(z.array(AttachedDevice)),
  /**
   * Ports of this machine (serial and HID) and the drivers there are. Whoever asks looks: for half a minute after each call
   * a port that comes or goes is told as a `devices` event, so a screen that shows ports asks again within that time.
   */
  ports: call.output(
    z.object({
      platform: DevicePlatform,
      ports: z.array(DevicePort),
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
  /**
   * Looks what is attached to the free ports (`portPaths` null = all of them) and answers at once; the search goes on and
   * is seen in `discovery`. Joins a search that is running. Asks devices for their newest record and never changes one.
   */
  discover: call
    .input(z.object({ portPaths: z.array(z.string().max(300)).max(100).nullable() }))
    .output(DeviceDiscovery),
  discovery: call.output(DeviceDiscovery),
  /**
   * Says that what answers at the device's port now is this device: its cable, and what it says of itself. The remedy for
   * `other-device` when it was replaced; the other is to put the remembered one back.
   */
  acceptOther: call.input(z.object({ deviceId: ResourceId })).output(z.object({})),
  /** What holds on this workstation, and what would hold if nobody had chosen. */
  stability: call.output(z.object({ inForce: DeviceStability, usual: DeviceStability })),
  /** Chosen for this workstation, from now on; what is being measured begins anew. */
  setStability: call.input(DeviceStability).output(z.object({})),
  /** Harmless when no search runs. */
  cancelDiscovery: call.output(z.object({})),
  /**
   * Begins to read the device's memory, all of it; seen in `memory`. What was read before is forgotten. Nothing is deleted
   * on the device. Errors: `no-memory` (it keeps none), `device-away` (its port is not open).
   */
  readMemory: call
    .errors({ 'no-memory': {}, 'device-away': {} })
    .input(z.object({ deviceId: ResourceId }))
    .output(z.object({})),
  memory: call.input(z.object({ deviceId: ResourceId })).output(DeviceMemory),
  /** Harmless when none is read. */
  cancelMemory: call.input(z.object({ deviceId: ResourceId })).output(z.object({})),
  /**
   * Files records of the memory as Observations of the patient a person chose, all or none; needs `observation.write`.
   * Filing a record again files nothing and answers what is there. `measuredAt`: what the person says; null = the device's
   * time, corrected. Errors:
   * - `memory-gone`: a record is not in the memory that was read last. Remedy: read it again.
   * - `not-importable`: it is no reading, or repeats another. `time-unknown`: the device said no time, nor did a person.
   * - `filed-for-other-patient`: the record stands with another patient. Remedy: mark it there as entered in error first.
   * - `implausible`: impossible, or unusual and not yet `confirmedUnusual`; also a clock that is off, and the future.
   * - `encounter-not-open`, `other-patient` (the encounter is another's).
   */
  importRecords: call
    .errors({
      'memory-gone': {},
      'not-importable': {},
      'time-unknown': {},
      'filed-for-other-patient': {},
      'encounter-not-open': {},
      'other-patient': {},
      implausible: { data: z.object({ findings: z.array(PlausibilityFinding) }) },
    })
    .input(
      z.object({
        deviceId: ResourceId,
        patientId: ResourceId,
        encounterId: ResourceId.nullable(),
        records: z
          .array(z.object({ recordId: z.string().max(100), measuredAt: Instant.nullable() }))
          .min(1)
          .max(1000),
        confirmedUnusual: z.boolean(),
      }),
    )
    .output(z.object({ observationIds: z.array(ResourceId) })),
  /**
   * Saves what a device said, where the person says, as a recording that `device:replay` reads: its last traffic, or the
   * bytes of one Observation. It names no patient; what was typed on the device itself is overwritten. Errors:
   * `nothing-recorded`, `cancelled`, `could-not-write`; an Observation needs `chart.read`.
   */
  exportRecording: call
    .errors({ 'nothing-recorded': {}, cancelled: {}, 'could-not-write': {} })
    .input(z.union([z.strictObject({ deviceId: ResourceId }), z.strictObject({ observationId: ResourceId })]))
    .output(z.object({})),
  detach: call.input(z.object({ deviceId: ResourceId })).output(z.object({})),
  /** Asks a device that must be asked (a cuff's memory) for its latest reading; a stream is just reopened. */
  fetchReading: call.input(z.object({ deviceId: ResourceId })).output(z.object({})),
};
