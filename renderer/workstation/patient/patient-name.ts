/** What a name is made of; both Patient and PatientSummary have it. */
export interface NamedPerson {
  readonly family: string;
  readonly given: string | null;
}

/** As lists sort: `Alder, Testperson`. */
export function listName({ family, given }: NamedPerson): string {
  return given === null ? family : `${family}, ${given}`;
}

/** As one speaks: `Testperson Alder`. */
export function spokenName({ family, given }: NamedPerson): string {
  return given === null ? family : `${given} ${family}`;
}
