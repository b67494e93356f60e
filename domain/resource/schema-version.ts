/**
 * The version of the resources' fields, written into each change. It goes up when a field or a resource is added. History:
 * 1: the main path.
 * 2: coded values (Observation.valueCode).
 * 3: device evidence keeps values as sent, the window of a stream, the device clock's offset and its hints.
 * 4: ObservationDefinition and Task: thresholds and alerts.
 */
export const SCHEMA_VERSION = 4;
