import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { PRINT_WORDS } from './printing.words.ts';

/** What is printed on a recovery sheet. `madeOn` is the calendar date at the clinic. */
export interface RecoverySheet {
  readonly clinicName: string | null;
  readonly recoveryKey: string;
  readonly madeOn: string;
}

/** The recovery key in numbered groups, large enough to type from. */
export function recoverySheetDocument({
  clinicName,
  recoveryKey,
  madeOn,
}: RecoverySheet): TDocumentDefinitions {
  const groups = recoveryKey.split('-').map((text, index) => ({
    stack: [
      { text: String(index + 1), fontSize: 8, color: '#495057' },
      { text, fontSize: 18, characterSpacing: 1.5 },
    ],
    margin: [4, 6, 4, 6] as [number, number, number, number],
  }));
  const rows = [groups.slice(0, 5), groups.slice(5, 10), [...groups.slice(10), { text: '' }]];
  return {
    info: { title: PRINT_WORDS.recoveryTitle },
    content: [
      { text: PRINT_WORDS.recoveryTitle, style: 'title' },
      { text: clinicName ?? '', style: 'subtitle' },
      { text: PRINT_WORDS.recoveryIntro },
      {
        table: { widths: ['*', '*', '*', '*', '*'], body: rows },
        layout: 'lightHorizontalLines',
        margin: [0, 20, 0, 20],
      },
      { ul: [...PRINT_WORDS.recoveryKeep] },
      { text: `${PRINT_WORDS.recoveryPrinted} ${madeOn}`, style: 'quiet', margin: [0, 24, 0, 0] },
    ],
  };
}
