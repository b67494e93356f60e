import type { ResourceDefinition } from '../resource/define-resource.ts';

/** The value that says "this was a mistake" in each FHIR status; nothing clinical is deleted. */
export const RETRACTED = 'entered-in-error';

/** The field of a resource that can say it was a mistake; null for resources that cannot. */
export function retractionField(definition: ResourceDefinition): string | null {
  return (
    ['status', 'verificationStatus', 'docStatus'].find((field) => acceptsRetraction(definition, field)) ??
    null
  );
}

function acceptsRetraction(definition: ResourceDefinition, field: string): boolean {
  return definition.fields[field]?.schema.safeParse(RETRACTED).success ?? false;
}
