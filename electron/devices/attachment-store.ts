import { eq } from 'drizzle-orm';
import { deviceAttachmentTable, settingTable } from '../../drizzle/workstation/schema/setting.ts';
import type { ClinicDatabase } from '../database/open-database.ts';
import { isStorageFull } from '../database/sqlite-failure.ts';

/** What was in the port, and who answered: what a device is recognised by. Null = not known. */
export interface DevicePlace {
  readonly usbVendorId: number | null;
  readonly usbProductId: number | null;
  readonly usbSerialNumber: string | null;
  readonly deviceIdentity: string | null;
}

/** A device this workstation remembers. */
export interface DeviceAttachment extends DevicePlace {
  readonly deviceId: string;
  readonly portPath: string;
  readonly driverId: string;
  readonly label: string;
  readonly attachedAt: string;
}

/** Nothing is known of the place before the first opening. */
export const UNKNOWN_PLACE: DevicePlace = {
  usbVendorId: null,
  usbProductId: null,
  usbSerialNumber: null,
  deviceIdentity: null,
};

/** A device that was found at another port. */
export interface DeviceMove {
  readonly deviceId: string;
  readonly portPath: string;
}

/** What the workstation remembers of its devices; its own, never synced. */
export interface AttachmentStore {
  readonly list: () => readonly DeviceAttachment[];
  /** False when the disk is full; nothing was remembered then. */
  readonly add: (attachment: DeviceAttachment) => boolean;
  readonly remove: (deviceId: string) => void;
  /** On a full disk it is not remembered, and learnt again after a restart. */
  readonly rememberPlace: (deviceId: string, place: Partial<DevicePlace>) => void;
  /** All moves or none; two devices may change ports with each other. False when the disk is full. */
  readonly move: (moves: readonly DeviceMove[]) => boolean;
  /** The bytes of the record last offered from a device's memory, so that a restart does not offer it to the next patient. */
  readonly lastOffered: (deviceId: string) => string | null;
  /** On a full disk it is not remembered, and offered once more after a restart. */
  readonly rememberOffered: (deviceId: string, rawHex: string) => void;
}

/** Over the open clinic's database. */
export function createAttachmentStore({ drizzle }: ClinicDatabase): AttachmentStore {
  const keyOf = (deviceId: string): string => `device-last-offered:${deviceId}`;
  return {
    list: () => drizzle.select().from(deviceAttachmentTable).orderBy(deviceAttachmentTable.attachedAt).all(),
    add: (attachment) => hasRoom(() => drizzle.insert(deviceAttachmentTable).values(attachment).run()),
    remove(deviceId) {
      drizzle.delete(deviceAttachmentTable).where(eq(deviceAttachmentTable.deviceId, deviceId)).run();
      drizzle
        .delete(settingTable)
        .where(eq(settingTable.key, keyOf(deviceId)))
        .run();
    },
    rememberPlace(deviceId, place) {
      hasRoom(() =>
        drizzle
          .update(deviceAttachmentTable)
          .set(place)
          .where(eq(deviceAttachmentTable.deviceId, deviceId))
          .run(),
      );
    },
    move(moves) {
      const put = ({ deviceId, portPath }: DeviceMove): unknown =>
        drizzle
          .update(deviceAttachmentTable)
          .set({ portPath })
          .where(eq(deviceAttachmentTable.deviceId, deviceId))
          .run();
      return hasRoom(() =>
        drizzle.transaction(() => {
          // One device a port, at every moment: all leave before one arrives.
          for (const { deviceId } of moves) put({ deviceId, portPath: `moving:${deviceId}` });
          for (const move of moves) put(move);
        }),
      );
    },
    lastOffered(deviceId) {
      const row = drizzle
        .select({ value: settingTable.value })
        .from(settingTable)
        .where(eq(settingTable.key, keyOf(deviceId)))
        .get();
      const value: unknown = row === undefined ? null : JSON.parse(row.value);
      return typeof value === 'string' ? value : null;
    },
    rememberOffered(deviceId, rawHex) {
      const value = JSON.stringify(rawHex);
      hasRoom(() =>
        drizzle
          .insert(settingTable)
          .values({ key: keyOf(deviceId), value })
          .onConflictDoUpdate({ target: settingTable.key, set: { value } })
          .run(),
      );
    },
  };
}

/** Whether the write found room; every other failure is a bug and throws. */
function hasRoom(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (isStorageFull(error)) return false;
    throw error;
  }
}
