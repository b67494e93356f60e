import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCopy, IconQrcode, IconVideo } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { VideoVisit } from '../../../domain/contract/telehealth/video-visit.ts';
import { Elapsed, Moment } from '../../ui/moment.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { telehealthWords } from './telehealth.words.ts';
import classes from './telehealth.module.css';
import { useCreateLink, useVideoVisits } from './use-video-visits.ts';

const QR_PX = 168;

/** The way into the video visit of an appointment: link, copy, QR code; and, once the patient waits, letting them in. */
export function VideoVisitActions({ appointmentId }: { readonly appointmentId: string }) {
  const say = useWords(telehealthWords);
  const visits = useVideoVisits();
  const createLink = useCreateLink();
  const canHost = useCan('telehealth.host');
  const visit =
    visits.data?.find((one) => one.appointmentId === appointmentId && one.state !== 'ended') ?? null;
  const made = createLink.data;
  return (
    <Stack gap="xs">
      {visit !== null && canHost ? <EnterCall visit={visit} /> : null}
      {made === undefined ? null : <PatientLink link={made.link} expiresAt={made.expiresAt} />}
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconVideo size={14} aria-hidden />}
          onClick={() => createLink.mutate({ appointmentId })}
          loading={createLink.isPending}
          title={visit === null ? undefined : say('link.againHint')}
        >
          {say(visit === null ? 'link.create' : 'link.again')}
        </Button>
        {visit !== null && made === undefined ? (
          <Text size="xs" c="dimmed">
            {say('link.validUntil')} <Moment at={visit.linkExpiresAt} />
          </Text>
        ) : null}
      </Group>
    </Stack>
  );
}

function EnterCall({ visit }: { readonly visit: VideoVisit }) {
  const say = useWords(telehealthWords);
  const navigate = useNavigate();
  const isWaiting = visit.state === 'waiting';
  if (visit.state === 'scheduled') return null;
  return (
    <Group gap="xs">
      {isWaiting ? <StatusBadge tone="warn" icon={IconVideo} label={say('link.waiting')} /> : null}
      {visit.waitingSince === null ? null : <Elapsed since={visit.waitingSince} />}
      <Button
        ml="auto"
        onClick={() => void navigate(`/calls/${visit.visitId}`, { state: { admit: isWaiting } })}
      >
        {say(isWaiting ? 'link.admit' : 'link.open')}
      </Button>
    </Group>
  );
}

function PatientLink({ link, expiresAt }: { readonly link: string; readonly expiresAt: string }) {
  const say = useWords(telehealthWords);
  const notify = useNotify();
  const [isQrShown, setQrShown] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => notify.done(say('link.copied')),
      () => notify.failed(say('link.notCopied')),
    );
  const qrLabel = say(isQrShown ? 'link.hideQr' : 'link.showQr');
  return (
    <div className={classes.link}>
      <Group gap={6} wrap="nowrap" align="end">
        <TextInput
          label={say('link.label')}
          value={link}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
          flex={1}
        />
        <Button leftSection={<IconCopy size={14} aria-hidden />} onClick={() => void copy()}>
          {say('link.copy')}
        </Button>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={qrLabel}
          title={qrLabel}
          aria-pressed={isQrShown}
          onClick={() => setQrShown(!isQrShown)}
        >
          <IconQrcode size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {isQrShown ? <QrCode text={link} label={say('link.qr')} sizePx={QR_PX} /> : null}
      <Text size="xs" c="dimmed">
        {say('link.validUntil')} <Moment at={expiresAt} />. {say('link.once')}
      </Text>
    </div>
  );
}
