import { Button, Group, Menu, ActionIcon, Select, Stack, Text, Title } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { BoardRow } from '../../../domain/contract/ipc/scheduling.ts';
import { Age, CalendarDay, Unknown } from '../../ui/moment.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Facts, Panel, Section } from '../../ui/panel.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { AllergyWords } from '../patient/allergy-words.tsx';
import { spokenName } from '../patient/patient-name.ts';
import { patientWords } from '../patient/patient.words.ts';
import { VideoVisitActions } from '../telehealth/video-visit.panel.tsx';
import { todayWords } from './today.words.ts';
import type { useDay } from './use-day.ts';
import { useOpenVisit } from './use-open-visit.ts';
import { useVisitSteps } from './use-visit-steps.ts';
import { VisitCourse } from './visit-course.tsx';
import { VisitNextStep } from './visit-next-step.tsx';
import classes from './today.module.css';

type Day = NonNullable<ReturnType<typeof useDay>['data']>;

/** The chosen visit: who it is, what one must know, and the one next step. */
export function VisitCard({ row, day }: { readonly row: BoardRow; readonly day: Day }) {
  const say = useWords(todayWords);
  const sayPatient = useWords(patientWords);
  const { patient, appointment } = row;
  return (
    <Panel fill footer={<VisitActions row={row} day={day} />}>
      <Stack gap="md">
        <div>
          <Title order={2}>
            <bdi>{spokenName(patient)}</bdi>
          </Title>
          <Text size="sm" c="dimmed" className="tabular">
            <CalendarDay on={patient.birthDate} /> · <Age birthDate={patient.birthDate} /> ·{' '}
            {sayPatient(patient.gender === 'unknown' ? 'sexUnknown' : patient.gender)}
          </Text>
        </div>
        <div className={classes.allergies} data-state={row.allergyState}>
          <span className={classes.allergiesLabel}>{say('allergies')}</span>
          <AllergyWords state={row.allergyState} words={row.allergyWords} />
        </div>
        <Facts
          facts={[
            [
              say('reason'),
              appointment.reason === null ? (
                <Unknown key="r">{say('noReason')}</Unknown>
              ) : (
                <bdi key="r">{appointment.reason}</bdi>
              ),
            ],
            [
              say('lastVisit'),
              row.lastVisitOn === null ? say('firstVisit') : <CalendarDay key="l" on={row.lastVisitOn} />,
            ],
            [say('phone'), patient.phone ?? <Unknown key="p">{say('notRecorded')}</Unknown>],
          ]}
        />
        <Section title={say('course')}>
          <VisitCourse row={row} />
          <RoomChoice row={row} day={day} />
        </Section>
        {appointment.modality === 'video' ? (
          <Section title={say('patientLink')}>
            <VideoVisitActions appointmentId={appointment.id} />
          </Section>
        ) : null}
      </Stack>
    </Panel>
  );
}

/** The room can be chosen while the patient waits, and changed while they sit in one. */
function RoomChoice({ row, day }: { readonly row: BoardRow; readonly day: Day }) {
  const say = useWords(todayWords);
  const canWrite = useCan('appointment.write');
  const steps = useVisitSteps();
  if (!canWrite || (row.state !== 'arrived' && row.state !== 'in-room')) return null;
  return (
    <Select
      mt="xs"
      label={say('room')}
      placeholder={say('roomNone')}
      value={row.appointment.locationId}
      allowDeselect={false}
      disabled={steps.isBusy}
      data={day.locations.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(roomId) => {
        const room = day.locations.find(({ id }) => id === roomId);
        if (room !== undefined) steps.toRoom(row, room);
      }}
    />
  );
}

function VisitActions({ row, day }: { readonly row: BoardRow; readonly day: Day }) {
  const say = useWords(todayWords);
  const canReadChart = useCan('chart.read');
  const openVisit = useOpenVisit();
  return (
    <Group gap="xs" wrap="nowrap">
      <VisitNextStep row={row} day={day} />
      <Button variant="default" onClick={() => openVisit(row)} rightSection={<KeyHint keys="enter" />}>
        {canReadChart ? say('step_chart') : say('step_details')}
      </Button>
      <VisitMenu row={row} />
    </Group>
  );
}

function VisitMenu({ row }: { readonly row: BoardRow }) {
  const say = useWords(todayWords);
  const canWrite = useCan('appointment.write');
  const steps = useVisitSteps();
  if (!canWrite || row.state === 'with-doctor' || row.state === 'done') return null;
  const isOff = row.state === 'cancelled' || row.state === 'noshow';
  return (
    <Menu position="top-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} ms="auto" aria-label={say('more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {row.state === 'booked' ? null : (
          <Menu.Item onClick={() => steps.backToBooked(row)}>{say('stepBack')}</Menu.Item>
        )}
        {isOff ? null : <Menu.Item onClick={() => steps.noShow(row)}>{say('noShow')}</Menu.Item>}
        {isOff ? null : <Menu.Item onClick={() => steps.cancel(row)}>{say('cancelVisit')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
