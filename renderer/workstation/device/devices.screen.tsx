import { Button } from '@mantine/core';
import { IconDeviceHeartMonitor, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { KeyHint, WithKeys } from '../../ui/key-hint.tsx';
import { Toolbar } from '../../ui/panel.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../app/loaded.tsx';
import { AttachDeviceDialog } from './attach-device.dialog.tsx';
import { DeviceCard } from './device-card.tsx';
import { deviceWords } from './device.words.ts';
import classes from './device.module.css';
import { useDevices } from './use-devices.ts';
import { usePorts } from './use-ports.ts';

const ATTACH_KEY = 'a';

/** What is attached to this workstation, how each device is, and the way to attach another. */
export function DevicesScreen() {
  const say = useWords(deviceWords);
  const devices = useDevices();
  const ports = usePorts(true);
  const [isAttaching, setIsAttaching] = useState(false);
  const open = () => setIsAttaching(true);
  useShortcut({ keys: ATTACH_KEY, label: say('attach'), group: say('title'), run: open });
  const driverLabel = (driverId: string) =>
    ports.data?.drivers.find((driver) => driver.driverId === driverId)?.label ?? null;
  const attachButton = (
    <WithKeys label={say('attach')} keys={ATTACH_KEY} position="bottom">
      <Button
        leftSection={<IconPlus size={14} aria-hidden />}
        rightSection={<KeyHint keys={ATTACH_KEY} />}
        onClick={open}
      >
        {say('attach')}
      </Button>
    </WithKeys>
  );
  return (
    <>
      <Toolbar title={say('title')} aside={say('intro')}>
        {devices.data?.length === 0 ? null : attachButton}
      </Toolbar>
      <Loaded query={devices} loading={<LoadingRows rows={6} columns={[20, 30, 20]} />}>
        {(attached) =>
          attached.length === 0 ? (
            <EmptyState
              icon={IconDeviceHeartMonitor}
              title={say('none')}
              text={say('noneHint')}
              action={attachButton}
            />
          ) : (
            <div className={classes.cards}>
              {attached.map((device) => (
                <DeviceCard
                  key={device.deviceId}
                  device={device}
                  driverLabel={driverLabel(device.driverId)}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      <AttachDeviceDialog isOpen={isAttaching} ports={ports} onClose={() => setIsAttaching(false)} />
    </>
  );
}
