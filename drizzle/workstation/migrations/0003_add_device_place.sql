-- What a device is recognised by when it comes back, at its own port or at another. Shipped: never edit, add a migration.

-- USB vendor and product of the cable or device that was in the port, 16 bits each; null = the system said none.
ALTER TABLE device_attachment ADD COLUMN usb_vendor_id INTEGER CHECK (usb_vendor_id BETWEEN 0 AND 65535);
ALTER TABLE device_attachment ADD COLUMN usb_product_id INTEGER CHECK (usb_product_id BETWEEN 0 AND 65535);
-- Its serial number; null = it has none.
ALTER TABLE device_attachment ADD COLUMN usb_serial_number TEXT CHECK (length(usb_serial_number) BETWEEN 1 AND 200);
-- What the device says of itself when it is asked; null = it has not said anything yet.
ALTER TABLE device_attachment ADD COLUMN device_identity TEXT CHECK (length(device_identity) BETWEEN 1 AND 200);

-- Finds a device's record in the Observations that were filed from it, here or on another workstation: by the device's own
-- time and the beginning of its bytes (electron/observation/filed-records.ts).
CREATE INDEX observation_device_record ON observation (
  json_extract(evidence, '$.deviceTime'),
  substr(json_extract(evidence, '$.rawHex'), 1, 64)
) WHERE evidence IS NOT NULL;
