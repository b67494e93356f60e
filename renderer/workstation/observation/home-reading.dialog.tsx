import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHome } from '@tabler/icons-react';
import { Fragment, useId, useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import { BODY_HEIGHT, INHALED_OXYGEN, RESPONSIVENESS } from '../../../domain/observation/codes.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { uiWords } from '../../ui/ui.words.ts';
import { useWords } from '../../ui/words.ts';
import { encounterWords } from '../encounter/encounter.words.ts';
import { useFileHomeReading } from '../encounter/use-file-vitals.ts';
import { instantOfTypedTime } from './typed-time.ts';
import { useVitalsEntry } from '../encounter/use-vitals-entry.ts';
import { hasDoubts, VitalsDoubts } from '../encounter/vitals-doubts.tsx';
import { VitalsFields } from '../encounter/vitals-fields.tsx';
import { VITAL_ROWS } from './latest-vitals.ts';
import classes from './observation.module.css';
import { observationWords } from './observation.words.ts';
import { useVitalName } from './use-vital-words.ts';

/** What people do not measure at home. */
const CLINIC_ONLY: ReadonlySet<string> = new Set([BODY_HEIGHT, INHALED_OXYGEN, RESPONSIVENESS]);
const HOME_ROWS = VITAL_ROWS.filter(({ code }) => !CLINIC_ONLY.has(code));

interface HomeReadingProps {
  readonly patientId: string;
  /** Null: birth date not known. */
  readonly ageYears: number | null;
}

/** Takes down what a patient measured at home, with the time the patient names; it is drawn apart from the clinic's own. */
export function HomeReadingButton(props: HomeReadingProps) {
  const say = useWords(observationWords);
  const sayUi = useWords(uiWords);
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<IconHome size={15} aria-hidden />} onClick={open}>
        {say('home.add')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={say('home.title')}
        closeButtonProps={{ 'aria-label': sayUi('close') }}
      >
        {isOpen ? <HomeReadingForm {...props} onDone={close} /> : null}
      </Modal>
    </>
  );
}

function HomeReadingForm({
  patientId,
  ageYears,
  onDone,
}: HomeReadingProps & { readonly onDone: () => void }) {
  const say = useWords(observationWords);
  const sayEncounter = useWords(encounterWords);
  const nameOf = useVitalName();
  const ids = useId();
  const time = useMeasuredTime();
  const filing = useFileHomeReading(patientId, time.at ?? '');
  const entry = useVitalsEntry(ageYears, {
    ...filing,
    file: (values, { filed, doubted }) =>
      filing.file(values, {
        doubted,
        filed() {
          filed();
          onDone();
        },
      }),
  });
  return (
    <form
      noValidate
      aria-label={say('home.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (time.at !== null) entry.file();
      }}
    >
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {say('home.explain')}
        </Text>
        <TextInput
          type="datetime-local"
          label={say('home.when')}
          value={time.typed}
          max={time.latest}
          error={time.at === null ? say('home.whenWrong') : null}
          onChange={(event) => time.type(event.currentTarget.value)}
        />
        <div className={classes.homeRows}>
          {HOME_ROWS.map((row, index) => (
            <Fragment key={row.code}>
              <span>{nameOf(row.code)}</span>
              <VitalsFields row={row} entry={entry} isFirst={index === 0} doubtId={`${ids}${row.code}`} />
              {hasDoubts(row, entry) ? (
                <div className={classes.homeDoubt}>
                  <VitalsDoubts row={row} entry={entry} id={`${ids}${row.code}`} />
                </div>
              ) : null}
            </Fragment>
          ))}
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {say('error.cancel')}
          </Button>
          <Button
            type="submit"
            disabled={entry.isEmpty || time.at === null}
            loading={entry.isPending}
            {...(entry.asksAgain ? { color: 'orange.9' } : {})}
          >
            {entry.asksAgain ? sayEncounter('entry.fileAnyway') : say('home.file')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The time as typed in the clinic's zone; `at` is null for none, or for one that lies ahead. */
function useMeasuredTime() {
  const { timeZone, nowMs } = useClinicTime();
  const latest = Temporal.Instant.fromEpochMilliseconds(nowMs)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  const [typed, type] = useState(latest);
  const at = instantOfTypedTime(typed, timeZone);
  return { typed, type, latest, at: at !== null && typed <= latest ? at : null };
}
