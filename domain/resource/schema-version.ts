/**
 * The version of the resources' fields, written into each change. It goes up when a field or a resource is added. History:
 * 1: the main path.
 * 2: coded values (Observation.valueCode).
 */
export const SCHEMA_VERSION = 2;
