/** What a practitioner's name is made of. */
export interface NamedPractitioner {
  readonly family: string;
  readonly given: string | null;
  readonly prefix: string | null;
}

/** As colleagues say it: `Dr Alder`, or the given name where there is no title. */
export function practitionerName({ family, given, prefix }: NamedPractitioner): string {
  return [prefix ?? given, family].filter((part) => part !== null).join(' ');
}
