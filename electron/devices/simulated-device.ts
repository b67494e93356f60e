/**
 * A device at the other end of the wire, for people without hardware, for the practice clinic and for tests. Pure: no port,
 * timer or clock of its own. It speaks the protocol's session byte for byte, in the device's own units and sentinels.
 */
export interface SimulatedDevice {
  /** What it answers to what was written; HID: each piece is one input report. */
  readonly receive: (written: Uint8Array) => readonly Uint8Array[];
  /** What it answers to a HID feature report; absent: it has none. */
  readonly receiveFeature?: (report: Uint8Array) => readonly Uint8Array[];
  /** What it sends unasked, every `everyMs`; absent: it only speaks when asked. */
  readonly stream?: { readonly everyMs: number; readonly next: () => readonly Uint8Array[] };
}
