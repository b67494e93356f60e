import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconCopy, IconVideo } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { BoardRow } from '../../../domain/contract/ipc/scheduling.ts';
import { useElapsedWords } from '../../ui/moment.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { Section } from '../../ui/panel.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useCan } from '../app/session-context.tsx';
import { useFailureWords } from '../app/use-failure-words.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { useMomentWords } from '../scheduling/use-moment-words.ts';
import { todayWords } from './today.words.ts';

/** The patient's way into a video visit: the link, and whether they wait. */
export function VideoVisitLink({ row }: { readonly row: BoardRow }) {
  const say = useWords(todayWords);
  const navigate = useNavigate();
  const elapsed = useElapsedWords();
  const { nowMs } = useClinicTime();
  const { queries } = useClinic();
  const canHost = useCan('telehealth.host');
  const visits = useQuery(queries.telehealth.visits.queryOptions());
  const visit = visits.data?.find(({ appointmentId }) => appointmentId === row.appointment.id);
  const createLink = useCreateLink();
  const since = row.videoWaitingSince ?? visit?.waitingSince ?? null;
  return (
    <Section
      title={say('patientLink')}
      actions={
        since === null ? null : (
          <StatusBadge
            tone="warn"
            icon={IconVideo}
            label={say('videoWaiting')}
            aside={elapsed(nowMs - Date.parse(since))}
          />
        )
      }
    >
      <Stack gap={6}>
        <Text size="xs" c="dimmed">
          {say('linkText')}
        </Text>
        {createLink.data === undefined ? null : (
          <Code block fz={11} style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
            {createLink.data.link}
          </Code>
        )}
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconCopy size={14} aria-hidden />}
            loading={createLink.isPending}
            onClick={() => createLink.mutate({ appointmentId: row.appointment.id })}
          >
            {visit === undefined ? say('createLink') : say('newLink')}
          </Button>
          {visit !== undefined && canHost ? (
            <Button variant="default" onClick={() => void navigate(`/calls/${visit.visitId}`)}>
              {say('openCall')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Section>
  );
}

/** Makes a link and puts it on the clipboard; the one before stops working. */
function useCreateLink() {
  const say = useWords(todayWords);
  const { queries } = useClinic();
  const notify = useNotify();
  const momentWords = useMomentWords();
  const failureText = useFailureWords();
  return useMutation(
    queries.telehealth.createLink.mutationOptions({
      onSuccess: async ({ link, expiresAt }) => {
        try {
          await navigator.clipboard.writeText(link);
          notify.done(say('linkCopied', { time: momentWords(expiresAt) }));
        } catch (error) {
          if (!(error instanceof DOMException)) throw error;
          notify.failed(say('linkNotCopied'));
        }
      },
      onError: (error) => {
        const { title, text } = failureText(error);
        notify.failed(title, text);
      },
    }),
  );
}
