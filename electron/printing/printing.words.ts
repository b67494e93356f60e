/** The words of printed sheets: the only ones the core knows, because no window draws them. English is the language of record. */
export const PRINT_WORDS = {
  recoveryTitle: 'Recovery key',
  recoveryIntro:
    'This key opens the records of this workstation when a password is forgotten, or the computer no longer remembers its part of the lock. Whoever has it and the computer can read every record.',
  recoveryKeep: [
    'Keep this sheet on paper, under lock, away from the computer.',
    'It was shown once and is stored nowhere. Nobody can make it again.',
    'To use it: choose "Recovery key" on the sign-in screen and type the groups. Case and spaces do not matter.',
  ],
  recoveryPrinted: 'Made on',
  summaryTitle: 'Visit summary',
  practice: 'Practice clinic: this patient is invented.',
  patient: 'Patient',
  born: 'Born',
  identifiers: 'Identifiers',
  notRecorded: 'not recorded',
  visit: 'Visit',
  reason: 'Reason',
  practitioner: 'Seen by',
  started: 'Started',
  ended: 'Ended',
  stillOpen: 'not ended when this was printed',
  allergies: 'Allergies',
  allergiesNotAsked: 'Not asked',
  allergiesNoneKnown: 'No known allergies',
  measurements: 'Measurements',
  notMeasured: 'Nothing was measured in this visit.',
  /** ACVPU (RCP NEWS2 2017). */
  answers: {
    A: 'Alert',
    C: 'New confusion',
    V: 'Responds to voice',
    P: 'Responds to pain',
    U: 'Unresponsive',
  } as Readonly<Record<string, string>>, // looked up by what the record holds
  notes: 'Notes',
  noSignedNote: 'No signed note.',
  addendum: 'Addendum',
  signed: 'Signed by',
  page: 'Page',
  of: 'of',
} as const;
