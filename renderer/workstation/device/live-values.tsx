import { Text } from '@mantine/core';
import { IconAntennaBars2, IconAntennaBars5, IconAntennaBarsOff, type Icon } from '@tabler/icons-react';
import type { AttachedDevice } from '../../../domain/contract/ipc/device.ts';
import { vitalSignOf } from '../../../domain/observation/codes.ts';
import { Quantity } from '../../ui/quantity.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useVitalName } from '../observation/use-vital-words.ts';
import { deviceWords } from './device.words.ts';
import classes from './device.module.css';
import { useOutcomeWords } from './use-outcome-words.ts';

const SIGNALS: Readonly<Record<AttachedDevice['signal'], { readonly tone: Tone; readonly icon: Icon }>> = {
  good: { tone: 'good', icon: IconAntennaBars5 },
  poor: { tone: 'warn', icon: IconAntennaBars2 },
  none: { tone: 'neutral', icon: IconAntennaBarsOff },
};

/** How well a device hears its patient, in words. */
export function SignalBadge({ signal }: { readonly signal: AttachedDevice['signal'] }) {
  const say = useWords(deviceWords);
  const { tone, icon } = SIGNALS[signal];
  return <StatusBadge tone={tone} icon={icon} label={say(`signal.${signal}`)} />;
}

/** What a device shows this moment; it is not filed. */
export function LiveValues({ device }: { readonly device: AttachedDevice }) {
  const say = useWords(deviceWords);
  const nameOf = useVitalName();
  const outcomeText = useOutcomeWords();
  if (device.live.length === 0)
    return <Text c="dimmed">{device.notice === null ? say('noLive') : outcomeText(device.notice)}</Text>;
  return (
    <div className={classes.live}>
      {device.live.map(({ code, value, unit }) => (
        <div key={code}>
          <Text size="xs" c="dimmed">
            {nameOf(code, 'short')}
          </Text>
          <Quantity value={value} unit={unit} size="lg" maxDecimals={vitalSignOf(code)?.decimals ?? 1} />
        </div>
      ))}
      <div className={classes.signal}>
        <SignalBadge signal={device.signal} />
        <Steady steady={device.steady} />
      </div>
    </div>
  );
}

/** How far the reading has come that a steady stream is worth; nothing while none is under way. */
export function Steady({ steady }: Pick<AttachedDevice, 'steady'>) {
  const say = useWords(deviceWords);
  if (steady === null) return null;
  return (
    <Text size="xs" c="dimmed" className="tabular">
      {say('steady', { seconds: steady.seconds, ofSeconds: steady.ofSeconds })}
    </Text>
  );
}
