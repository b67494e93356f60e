import type { Result } from '../../domain/result.ts';
import type { DeviceMatch, PortSettings } from './driver.ts';

/** A place a device can be attached to. `label` is what the operating system calls it. */
export interface PortListing {
  readonly path: string;
  readonly label: string;
  readonly transport: 'serial' | 'hid' | 'practice';
  /** What USB says of the thing in the port; all parts absent when it says nothing. */
  readonly usb: DeviceMatch;
  /** The serial number of the cable or device; absent when it has none. Cheap cables of one make may share one. */
  readonly serialNumber?: string;
}

/**
 * Why a port did not open.
 * - `port-absent`: not there. Remedy: plug it in; it is opened as soon as it comes.
 * - `port-busy`: another program holds it. Remedy: end that program.
 * - `port-forbidden`: the system does not let this person open it. Remedy: a udev rule, the group `dialout`, input monitoring.
 * - `addon-missing`: the part of this program that speaks to such ports did not load. Remedy: install the program anew.
 * - `port-refused`: anything else: no serial port at all, settings it cannot have, a driver that fails. Remedy: the driver of
 *   the cable, another cable. `detail` is the system's own words, in each of them.
 */
export interface OpenFailure {
  readonly code: 'port-absent' | 'port-busy' | 'port-forbidden' | 'addon-missing' | 'port-refused';
  readonly detail: string;
}

/** An open port. Writing never throws: a port that is gone says so through `onLost`. */
export interface OpenPort {
  /** For HID one output report. */
  readonly write: (bytes: Uint8Array) => void;
  /** One HID feature report; serial ports have none and write nothing. */
  readonly writeFeature: (report: Uint8Array) => void;
  /** Answers once the port can be opened again; harmless when called twice or after a loss. */
  readonly close: () => Promise<void>;
}

/** Who listens to a port. `onLost` comes at most once, and never for our own close. */
export interface PortListener {
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onLost: () => void;
}

/** One way of reaching devices: serial ports, HID, or the simulated ones of a practice clinic. */
export interface Transport {
  readonly kind: PortListing['transport'];
  /** Whether the path is one of this transport's. */
  readonly owns: (path: string) => boolean;
  readonly list: () => Promise<readonly PortListing[]>;
  /**
   * A text that is another one whenever the list may have changed, for looking often at little cost. Null: it cannot be
   * told here, and the list itself is looked at. Absent: the same.
   */
  readonly sign?: () => Promise<string | null>;
  /** What the port says of the hardware behind it (maker, serial number of the cable); null when nothing is known. */
  readonly identify: (path: string) => Promise<string | null>;
  /** The listener is attached before the port opens, so no byte and no hang-up is missed. */
  readonly open: (
    path: string,
    settings: PortSettings,
    listener: PortListener,
  ) => Promise<Result<OpenPort, OpenFailure>>;
}
