import { Text } from '@mantine/core';
import type { AttachedDevice } from '../../../domain/contract/ipc/device.ts';
import { useCan } from '../app/session-context.tsx';
import { SignalBadge, Steady } from '../device/live-values.tsx';
import { useDevices } from '../device/use-devices.ts';
import { useMeasuredText } from '../observation/use-vital-words.ts';
import classes from './encounter.module.css';

/** The streams that measure this moment and how far their reading has come; nothing of it is filed. */
export function MeasuringNow() {
  return useCan('device.use') ? <Measuring /> : null;
}

function Measuring() {
  const devices = useDevices();
  const measuring = (devices.data ?? []).filter(
    ({ steady, signal, live }) => steady !== null || (signal === 'poor' && live.length > 0),
  );
  return measuring.map((device) => <MeasuringDevice key={device.deviceId} device={device} />);
}

function MeasuringDevice({ device }: { readonly device: AttachedDevice }) {
  const measuredText = useMeasuredText();
  const values = measuredText(device.live.map((value) => ({ ...value, components: [] })));
  return (
    <div className={classes.measuring}>
      <Text size="xs" fw={560}>
        {device.label}
      </Text>
      <Text size="xs" className="tabular">
        {values}
      </Text>
      <SignalBadge signal={device.signal} />
      <Steady steady={device.steady} />
    </div>
  );
}
