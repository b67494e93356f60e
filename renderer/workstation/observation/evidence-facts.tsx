import { Code, Stack, Text } from '@mantine/core';
import type { z } from 'zod';
import type { DeviceEvidence } from '../../../domain/observation/observation.ts';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { Facts } from '../../ui/panel.tsx';
import { useWords } from '../../ui/words.ts';
import { observationWords } from './observation.words.ts';

/** Bytes in pairs, so that they can be compared by eye with a protocol's page. */
function spacedHex(rawHex: string): string {
  return rawHex.match(/.{1,2}/g)?.join(' ') ?? '';
}

/** What the device said, unaltered: identity, both clocks, bytes. Null evidence is said in words. */
export function EvidenceFacts({ evidence }: { readonly evidence: z.infer<typeof DeviceEvidence> | null }) {
  const say = useWords(observationWords);
  if (evidence === null) return <Text c="dimmed">{say('evidence.noEvidence')}</Text>;
  return (
    <Stack gap="xs">
      <Facts
        facts={[
          [
            say('evidence.device'),
            evidence.deviceIdentity ?? <Unknown key="identity">{say('evidence.unknownIdentity')}</Unknown>,
          ],
          [say('evidence.driver'), evidence.driverId],
          [say('evidence.port'), evidence.portPath],
          [
            say('evidence.deviceTime'),
            evidence.deviceTime ?? <Unknown key="time">{say('evidence.noDeviceTime')}</Unknown>,
          ],
          [say('evidence.receivedAt'), <Moment key="received" at={evidence.receivedAt} />],
        ]}
      />
      <div>
        <Text size="xs" c="dimmed" mb={4}>
          {say('evidence.raw')}
        </Text>
        <Code block tabIndex={0} style={{ whiteSpace: 'pre-wrap', maxHeight: 160 }}>
          {spacedHex(evidence.rawHex)}
        </Code>
      </div>
    </Stack>
  );
}
