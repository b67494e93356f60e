import { Button } from '@mantine/core';
import { IconAdjustments, IconDeviceHeartMonitor, IconPlus, IconRadar2 } from '@tabler/icons-react';
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
import { FindDevicesDialog } from './find-devices.dialog.tsx';
import { StabilityDialog } from './stability.dialog.tsx';
import { useDevices } from './use-devices.ts';
import { usePorts } from './use-ports.ts';

const ATTACH_KEY = 'a';
const FIND_KEY = 'f';

/** What is attached to this workstation, how each device is, and the ways to attach another. */
export function DevicesScreen() {
  const say = useWords(deviceWords);
  const devices = useDevices();
  const ports = usePorts(true);
  const [open, setOpen] = useState<'attach' | 'find' | 'stability' | null>(null);
  const close = () => setOpen(null);
  const driverLabel = (driverId: string) =>
    ports.data?.drivers.find((driver) => driver.driverId === driverId)?.label ?? null;
  const ways = (
    <WaysToAttach
      onFind={() => setOpen('find')}
      onAttach={() => setOpen('attach')}
      onStability={() => setOpen('stability')}
    />
  );
  return (
    <>
      <Toolbar title={say('title')} aside={say('intro')}>
        {devices.data?.length === 0 ? null : ways}
      </Toolbar>
      <Loaded query={devices} loading={<LoadingRows rows={6} columns={[20, 30, 20]} />}>
        {(attached) =>
          attached.length === 0 ? (
            <EmptyState
              icon={IconDeviceHeartMonitor}
              title={say('none')}
              text={say('noneHint')}
              action={<div className={classes.ways}>{ways}</div>}
            />
          ) : (
            <div className={classes.cards}>
              {attached.map((device) => (
                <DeviceCard
                  key={device.deviceId}
                  device={device}
                  driverLabel={driverLabel(device.driverId)}
                  platform={ports.data?.platform ?? 'linux'}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      <StabilityDialog isOpen={open === 'stability'} onClose={close} />
      <AttachDeviceDialog isOpen={open === 'attach'} ports={ports} onClose={close} />
      <FindDevicesDialog
        isOpen={open === 'find'}
        ports={ports}
        onClose={close}
        onAttachByHand={() => setOpen('attach')}
      />
    </>
  );
}

interface WaysToAttachProps {
  readonly onFind: () => void;
  readonly onAttach: () => void;
  readonly onStability: () => void;
}

function WaysToAttach({ onFind, onAttach, onStability }: WaysToAttachProps) {
  const say = useWords(deviceWords);
  useShortcut({ keys: FIND_KEY, label: say('find'), group: say('title'), run: onFind });
  useShortcut({ keys: ATTACH_KEY, label: say('attach'), group: say('title'), run: onAttach });
  return (
    <>
      <Button variant="default" leftSection={<IconAdjustments size={14} aria-hidden />} onClick={onStability}>
        {say('steadiness')}
      </Button>
      <WithKeys label={say('attach')} keys={ATTACH_KEY} position="bottom">
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          rightSection={<KeyHint keys={ATTACH_KEY} />}
          onClick={onAttach}
        >
          {say('attach')}
        </Button>
      </WithKeys>
      <WithKeys label={say('find')} keys={FIND_KEY} position="bottom">
        <Button
          leftSection={<IconRadar2 size={14} aria-hidden />}
          rightSection={<KeyHint keys={FIND_KEY} />}
          onClick={onFind}
        >
          {say('find')}
        </Button>
      </WithKeys>
    </>
  );
}
