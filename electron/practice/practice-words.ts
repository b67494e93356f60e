/** Names nobody could take for a real person's: given names are trees, family names say what they are. */
export const FAMILY_NAMES = [
  'Testperson',
  'Practicepatient',
  'Sampleman',
  'Specimen',
  'Inventedsson',
  'Fictional',
  'Placeholder',
  'Madeup',
  'Demoperson',
  'Exempli',
  'Ficticia-Prueba',
  'Dummyson',
] as const;

export const GIVEN_NAMES = [
  'Alder',
  'Almond',
  'Apple',
  'Ash',
  'Aspen',
  'Bamboo',
  'Beech',
  'Birch',
  'Cedar',
  'Cherry',
  'Chestnut',
  'Cypress',
  'Elder',
  'Elm',
  'Fig',
  'Fir',
  'Hawthorn',
  'Hazel',
  'Hemlock',
  'Hickory',
  'Holly',
  'Hornbeam',
  'Juniper',
  'Larch',
  'Laurel',
  'Lime',
  'Magnolia',
  'Maple',
  'Mulberry',
  'Oak',
  'Olive',
  'Pear',
  'Pine',
  'Plum',
  'Poplar',
  'Quince',
  'Rowan',
  'Sequoia',
  'Spruce',
  'Sycamore',
  'Walnut',
  'Willow',
  'Yew',
] as const;

/** Streets and towns that say they are invented; numbers are of the range kept free for fiction (NANPA 555-0100 to 0199). */
export const STREETS = [
  'Example Street',
  'Sample Lane',
  'Practice Road',
  'Invented Avenue',
  'Placeholder Square',
] as const;
export const TOWNS = ['Testville', 'Sampleton', 'Placeholder Bay'] as const;

/** Reasons for a visit, in the words a front desk writes. */
export const REASONS = [
  'Blood pressure check',
  'Follow-up',
  'Cough for a week',
  'Medication review',
  'Knee pain',
  'Headache',
  'Results to discuss',
  'Annual check-up',
  'Tired and short of breath',
  'Diabetes review',
] as const;

export const ALLERGENS = [
  { substance: 'Penicillin', reaction: 'Rash', criticality: 'high' },
  { substance: 'Ibuprofen', reaction: 'Wheeze', criticality: 'high' },
  { substance: 'Peanut', reaction: 'Swelling of the lips', criticality: 'high' },
  { substance: 'Latex', reaction: 'Itching', criticality: 'low' },
  { substance: 'Grass pollen', reaction: 'Runny nose', criticality: 'low' },
] as const;

/** Texts of signed notes; evidently from a practice clinic. */
export const NOTES = [
  'Practice note. Feels well, takes the medicine as agreed. Blood pressure as recorded. Continue; next check in four weeks.',
  'Practice note. Cough without fever, chest clear. Rest and fluids; come back if breath gets short or fever comes.',
  'Practice note. Reviewed home readings together. Salt and walking discussed. Repeat the reading in two weeks.',
  'Practice note. Knee tender on the inside, no swelling. Exercises shown. Review in three weeks.',
  'Practice note. Results discussed and understood. No change today.',
] as const;
