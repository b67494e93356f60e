import { useDevices } from '../device/use-devices.ts';
import { LiveValues } from '../device/live-values.tsx';
import { Text } from '@mantine/core';
import { useWords } from '../../ui/words.ts';
import { telehealthWords } from './telehealth.words.ts';
import classes from './telehealth.module.css';

/** What devices on this workstation show this moment, under the video; nothing when none sends. */
export function LiveStrip() {
  const say = useWords(telehealthWords);
  const devices = useDevices();
  const sending = (devices.data ?? []).filter(({ live }) => live.length > 0);
  if (sending.length === 0) return null;
  return (
    <section className={classes.liveStrip} aria-label={say('call.liveVitals')}>
      {sending.map((device) => (
        <div key={device.deviceId} className={classes.liveDevice}>
          <Text size="xs" fw={560}>
            {device.label}
          </Text>
          <LiveValues device={device} />
        </div>
      ))}
    </section>
  );
}
