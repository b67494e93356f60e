import { eq } from 'drizzle-orm';
import { deviceAttachmentTable, settingTable } from '../../drizzle/workstation/schema/setting.ts';
import type { ClinicDatabase } from '../database/open-database.ts';

/** A device this workstation remembers. */
export interface DeviceAttachment {
  readonly deviceId: string;
  readonly portPath: string;
  readonly driverId: string;
  readonly label: string;
  readonly attachedAt: string;
}

/** What the workstation remembers of its devices; its own, never synced. */
export interface AttachmentStore {
  readonly list: () => readonly DeviceAttachment[];
  readonly add: (attachment: DeviceAttachment) => void;
  readonly remove: (deviceId: string) => void;
  /** The bytes of the record last offered from a device's memory, so that a restart does not offer it to the next patient. */
  readonly lastOffered: (deviceId: string) => string | null;
  readonly rememberOffered: (deviceId: string, rawHex: string) => void;
}

/** Over the open clinic's database. Throws when the disk refuses a write. */
export function createAttachmentStore({ drizzle }: ClinicDatabase): AttachmentStore {
  const keyOf = (deviceId: string): string => `device-last-offered:${deviceId}`;
  return {
    list: () => drizzle.select().from(deviceAttachmentTable).orderBy(deviceAttachmentTable.attachedAt).all(),
    add: (attachment) => void drizzle.insert(deviceAttachmentTable).values(attachment).run(),
    remove(deviceId) {
      drizzle.delete(deviceAttachmentTable).where(eq(deviceAttachmentTable.deviceId, deviceId)).run();
      drizzle
        .delete(settingTable)
        .where(eq(settingTable.key, keyOf(deviceId)))
        .run();
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
      drizzle
        .insert(settingTable)
        .values({ key: keyOf(deviceId), value })
        .onConflictDoUpdate({ target: settingTable.key, set: { value } })
        .run();
    },
  };
}
