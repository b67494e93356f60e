import type { PortSettings } from '../driver.ts';
import type { OpenFailure, PortListing } from '../transport.ts';

/** Which of the device process's transports is meant. */
export type ProcessTransportKind = 'serial' | 'hid';

/** What the core asks of the device process. `request` numbers are answered once; `port` numbers live from open to close. */
export type ToDeviceProcess =
  | { readonly kind: 'list'; readonly request: number; readonly transport: ProcessTransportKind }
  | {
      readonly kind: 'identify';
      readonly request: number;
      readonly transport: ProcessTransportKind;
      readonly path: string;
    }
  | {
      readonly kind: 'open';
      readonly request: number;
      readonly transport: ProcessTransportKind;
      readonly port: number;
      readonly path: string;
      readonly settings: PortSettings;
    }
  | { readonly kind: 'close'; readonly request: number; readonly port: number }
  | { readonly kind: 'write' | 'write-feature'; readonly port: number; readonly bytes: Uint8Array };

/** What the device process answers. `failure` null = the port is open. */
export type DeviceProcessAnswer =
  | { readonly kind: 'listed'; readonly request: number; readonly ports: readonly PortListing[] }
  | { readonly kind: 'identified'; readonly request: number; readonly identity: string | null }
  | { readonly kind: 'opened'; readonly request: number; readonly failure: OpenFailure | null }
  | { readonly kind: 'closed'; readonly request: number };

/** What it says unasked. */
export type DeviceProcessEvent =
  | { readonly kind: 'bytes'; readonly port: number; readonly bytes: Uint8Array }
  | { readonly kind: 'lost'; readonly port: number };

export type FromDeviceProcess = DeviceProcessAnswer | DeviceProcessEvent;
