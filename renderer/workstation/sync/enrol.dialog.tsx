import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { useMomentWords } from '../scheduling/use-moment-words.ts';
import classes from './sync.module.css';
import { syncWords } from './sync.words.ts';

const QR_PX = 216;

interface EnrolDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** A one-time code for another workstation, to copy or to scan. */
export function EnrolDialog({ isOpen, onClose }: EnrolDialogProps) {
  const say = useWords(syncWords);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say('enrol')}
      size="lg"
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      {isOpen ? <EnrolmentCode /> : null}
    </Modal>
  );
}

function EnrolmentCode() {
  const { queries } = useClinic();
  const code = useQuery(
    queries.sync.createEnrolmentCode.queryOptions({
      staleTime: Infinity,
      gcTime: 0,
      refetchOnWindowFocus: false,
    }),
  );
  return (
    <Loaded query={code} loading={<LoadingRows rows={5} columns={[40, 50]} />}>
      {({ enrolmentCode, expiresAt }) => (
        <CodeToShare code={enrolmentCode} expiresAt={expiresAt} onNew={() => void code.refetch()} />
      )}
    </Loaded>
  );
}

interface CodeToShareProps {
  readonly code: string;
  readonly expiresAt: string;
  readonly onNew: () => void;
}

function CodeToShare({ code, expiresAt, onNew }: CodeToShareProps) {
  const say = useWords(syncWords);
  const momentWords = useMomentWords();
  const { nowMs } = useClinicTime();
  const copy = useCopy(code);
  const isExpired = nowMs >= Date.parse(expiresAt);
  return (
    <Group align="flex-start" wrap="nowrap" gap="lg">
      <QrCode text={code} label={say('qrLabel')} sizePx={QR_PX} />
      <Stack gap="sm" miw={0}>
        <Text>{say('enrolText')}</Text>
        <div className={classes.code} data-testid="enrolment-code">
          {code}
        </div>
        <Text size="xs" c={isExpired ? 'var(--mantine-color-error)' : 'dimmed'}>
          {isExpired ? say('enrolExpired') : say('enrolValid', { time: momentWords(expiresAt) })}
        </Text>
        <Group gap="xs">
          <Button leftSection={<IconCopy size={14} aria-hidden />} onClick={copy} disabled={isExpired}>
            {say('copy')}
          </Button>
          <Button variant="default" onClick={onNew}>
            {say('enrolNew')}
          </Button>
        </Group>
      </Stack>
    </Group>
  );
}

function useCopy(text: string): () => void {
  const say = useWords(syncWords);
  const notify = useNotify();
  return () => {
    navigator.clipboard.writeText(text).then(
      () => notify.done(say('copied')),
      () => notify.failed(say('notCopied')),
    );
  };
}
