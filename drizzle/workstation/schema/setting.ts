import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What this workstation remembers about itself; `value` is JSON. Never synced. */
export const settingTable = sqliteTable('setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

/** Measuring devices attached to this workstation, one a port. The four last columns are explained in migration 0003. */
export const deviceAttachmentTable = sqliteTable('device_attachment', {
  deviceId: text('device_id').primaryKey(),
  portPath: text('port_path').notNull().unique(),
  driverId: text('driver_id').notNull(),
  label: text('label').notNull(),
  attachedAt: text('attached_at').notNull(),
  usbVendorId: integer('usb_vendor_id'),
  usbProductId: integer('usb_product_id'),
  usbSerialNumber: text('usb_serial_number'),
  deviceIdentity: text('device_identity'),
});
