import { Button, Group, Text } from '@mantine/core';
import { useId, useRef } from 'react';
import type { Observation } from '../../../domain/observation/observation.ts';
import { WithKeys } from '../../ui/key-hint.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { readingsByCode, VITAL_ROWS } from '../observation/latest-vitals.ts';
import { ReadingDialogs, useReadingDialogs } from '../observation/reading-dialogs.tsx';
import { encounterWords } from './encounter.words.ts';
import classes from './encounter.module.css';
import { ProposalsPanel } from './proposals.panel.tsx';
import { useFileInVisit } from './use-file-vitals.ts';
import { useProposals } from './use-proposals.ts';
import { useVitalsEntry, type VitalsEntry } from './use-vitals-entry.ts';
import { hasDoubts, VitalsDoubts } from './vitals-doubts.tsx';
import { VitalsFields } from './vitals-fields.tsx';
import { VitalsTogether } from './vitals-together.tsx';
import { VitalsTable } from './vitals-table.tsx';

interface VitalsPanelProps {
  readonly encounterId: string;
  readonly isOpen: boolean;
  readonly patientName: string;
  /** Null: birth date not known. */
  readonly ageYears: number | null;
  readonly observations: readonly Observation[];
  /** What the record held before this visit. */
  readonly earlier: readonly Observation[];
}

/** The vitals of a visit: readings that wait, what was filed, and fields to type. */
export function VitalsPanel(props: VitalsPanelProps) {
  const { encounterId, isOpen, patientName, ageYears, observations, earlier } = props;
  const say = useWords(encounterWords);
  const proposals = useProposals(encounterId);
  const entry = useVitalsEntry(ageYears, useFileInVisit(encounterId));
  const dialogs = useReadingDialogs();
  const form = useRef<HTMLFormElement>(null);
  const doubtIds = useId();
  useShortcut({
    keys: 'v',
    label: say('entry.title'),
    group: say('title'),
    enabled: isOpen,
    run: () => form.current?.querySelector<HTMLInputElement>('[data-first-vital=true]')?.focus(),
  });
  return (
    <Panel title={say('vitals.title')} flush>
      {isOpen ? <ProposalsPanel proposals={proposals} patientName={patientName} /> : null}
      <form
        ref={form}
        noValidate
        aria-label={say('entry.title')}
        onSubmit={(event) => {
          event.preventDefault();
          entry.file();
        }}
      >
        <VitalsTable
          now={readingsByCode(observations)}
          before={readingsByCode(earlier)}
          onOpen={dialogs.open}
          entryOf={
            isOpen
              ? (row) => (
                  <VitalsFields
                    row={row}
                    entry={entry}
                    isFirst={row === VITAL_ROWS[0]}
                    doubtId={`${doubtIds}${row.code}`}
                  />
                )
              : null
          }
          doubtOf={(row) =>
            hasDoubts(row, entry) ? (
              <VitalsDoubts row={row} entry={entry} id={`${doubtIds}${row.code}`} />
            ) : null
          }
        />
        <VitalsTogether
          encounterId={encounterId}
          isOpen={isOpen}
          observations={observations}
          ageYears={ageYears}
        />
        {isOpen ? <EntryFooter entry={entry} /> : null}
      </form>
      <ReadingDialogs dialogs={dialogs} />
    </Panel>
  );
}

function EntryFooter({ entry }: { readonly entry: VitalsEntry }) {
  const say = useWords(encounterWords);
  const isBlocked =
    !entry.asksAgain && (entry.doubts.unreadable.length > 0 || entry.doubts.findings.length > 0);
  return (
    <Group className={classes.entryFooter ?? ''} justify="space-between" gap="xs">
      <Text size="xs" className={classes.entryHint} data-loud={entry.asksAgain || isBlocked} role="status">
        {entry.asksAgain
          ? `${say('entry.unusualTitle')}. ${say('entry.unusualHint')}`
          : say(isBlocked ? 'entry.impossibleHint' : 'entry.hint')}
      </Text>
      <WithKeys label={say('entry.file')} keys="enter">
        <Button
          type="submit"
          variant={entry.asksAgain ? 'filled' : 'default'}
          {...(entry.asksAgain ? { color: 'orange.9' } : {})}
          disabled={entry.isEmpty}
          loading={entry.isPending}
        >
          {say(entry.asksAgain ? 'entry.fileAnyway' : 'entry.file')}
        </Button>
      </WithKeys>
    </Group>
  );
}
