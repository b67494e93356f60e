import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import type { DeviceEvidence, SentValue } from '../../../domain/observation/observation.ts';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { Facts } from '../../ui/panel.tsx';
import { unitLabel } from '../../ui/quantity.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { ClockOffset } from '../device/clock-offset.tsx';
import { recordingWords } from '../device/recording.words.ts';
import { useExportRecording } from '../device/use-export-recording.ts';
import { useHintWords } from '../device/use-hint-words.ts';
import { observationWords } from './observation.words.ts';

/** Bytes in pairs, so that they can be compared by eye with a protocol's page. */
function spacedHex(rawHex: string): string {
  return rawHex.match(/.{1,2}/g)?.join(' ') ?? '';
}

interface EvidenceFactsProps {
  readonly evidence: DeviceEvidence | null;
  /** The filed Observation, whose bytes can be exported; null = it is not filed yet. */
  readonly observationId: string | null;
}

/** What the device said, unaltered: identity, values as sent, both clocks, bytes. Null evidence is said in words. */
export function EvidenceFacts({ evidence, observationId }: EvidenceFactsProps) {
  const say = useWords(observationWords);
  const canUseDevices = useCan('device.use');
  if (evidence === null) return <Text c="dimmed">{say('evidence.noEvidence')}</Text>;
  return (
    <Stack gap="xs">
      <DeviceFacts evidence={evidence} />
      <div>
        <Text size="xs" c="dimmed" mb={4}>
          {say('evidence.raw')}
        </Text>
        <Code block tabIndex={0} style={{ whiteSpace: 'pre-wrap', maxHeight: 160 }}>
          {spacedHex(evidence.rawHex)}
        </Code>
      </div>
      {observationId === null || !canUseDevices ? null : <ExportRecording observationId={observationId} />}
    </Stack>
  );
}

function DeviceFacts({ evidence }: { readonly evidence: DeviceEvidence }) {
  const say = useWords(observationWords);
  const hintWords = useHintWords();
  const { deviceIdentity, deviceTime, clockOffsetSeconds: offset, sent = [], stableFor } = evidence;
  const hints = hintWords(evidence.hints ?? {});
  return (
    <Facts
      facts={[
        [
          say('evidence.device'),
          deviceIdentity ?? <Unknown key="identity">{say('evidence.unknownIdentity')}</Unknown>,
        ],
        [say('evidence.driver'), evidence.driverId],
        [say('evidence.port'), evidence.portPath],
        ...(sent.length === 0
          ? []
          : [[say('evidence.sent'), <SentValues key="sent" sent={sent} />] as const]),
        ...(stableFor === undefined
          ? []
          : [[say('evidence.stable'), say('evidence.median', stableFor)] as const]),
        ...(hints.length === 0 ? [] : [[say('evidence.hints'), hints.join(', ')] as const]),
        [
          say('evidence.deviceTime'),
          deviceTime ?? <Unknown key="time">{say('evidence.noDeviceTime')}</Unknown>,
        ],
        [
          say('evidence.offset'),
          offset === null || offset === undefined ? (
            <Unknown key="offset">{say('evidence.noOffset')}</Unknown>
          ) : (
            <ClockOffset key="offset" offsetSeconds={offset} />
          ),
        ],
        [say('evidence.receivedAt'), <Moment key="received" at={evidence.receivedAt} />],
      ]}
    />
  );
}

/** Each value as it was sent and, where the record keeps another unit, what it became. */
function SentValues({ sent }: { readonly sent: readonly SentValue[] }) {
  const say = useWords(observationWords);
  const locale = useLocale();
  const textOf = ({ value, unit }: { readonly value: number; readonly unit: string }) =>
    `${value.toLocaleString(locale, { maximumFractionDigits: 4 })} ${unitLabel(unit)}`;
  return sent.map((one) => (
    <div key={one.measure}>
      {say(`measure.${measureOf(one.measure)}`, { measure: one.measure })} {textOf(one)}
      {one.converted === null ? null : ` ${say('evidence.converted', { value: textOf(one.converted) })}`}
    </div>
  ));
}

const MEASURES = [
  'systolic',
  'diastolic',
  'mean-arterial',
  'pulse',
  'spo2',
  'perfusion-index',
  'glucose',
  'body-temperature',
  'ambient-temperature',
  'weight',
  'height',
] as const;

function measureOf(measure: string): (typeof MEASURES)[number] | 'other' {
  return MEASURES.find((one) => one === measure) ?? 'other';
}

function ExportRecording({ observationId }: { readonly observationId: string }) {
  const say = useWords(recordingWords);
  const recording = useExportRecording();
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        variant="default"
        flex="none"
        leftSection={<IconFileExport size={14} aria-hidden />}
        onClick={() => recording.save({ observationId })}
        loading={recording.isSaving}
      >
        {say('export')}
      </Button>
      <Text size="xs" c="dimmed">
        {say('explain')}
      </Text>
    </Group>
  );
}
