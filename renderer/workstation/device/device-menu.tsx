import { ActionIcon, Menu, Modal } from '@mantine/core';
import { IconBook, IconDots, IconFileExport, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { AttachedDevice } from '../../../domain/contract/ipc/device.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { uiWords } from '../../ui/ui.words.ts';
import { useWords } from '../../ui/words.ts';
import { DeviceGuide } from './device-guide.tsx';
import { deviceWords } from './device.words.ts';
import { recordingWords } from './recording.words.ts';
import { useDeviceActions } from './use-devices.ts';
import { useExportRecording } from './use-export-recording.ts';

/** What is done with a device now and then: its guide, a recording, forgetting it. */
export function DeviceMenu({ device }: { readonly device: AttachedDevice }) {
  const say = useWords(deviceWords);
  const sayUi = useWords(uiWords);
  const sayRecording = useWords(recordingWords);
  const actions = useDeviceActions();
  const recording = useExportRecording();
  const [open, setOpen] = useState<'guide' | 'forget' | null>(null);
  const close = () => setOpen(null);
  const { label, deviceId } = device;
  return (
    <>
      <Menu position="top-end">
        <Menu.Target>
          <ActionIcon ml="auto" aria-label={say('moreLabel', { label })}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconBook size={14} aria-hidden />} onClick={() => setOpen('guide')}>
            {say('guide')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileExport size={14} aria-hidden />}
            onClick={() => recording.save({ deviceId })}
          >
            {sayRecording('export')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={14} aria-hidden />} onClick={() => setOpen('forget')}>
            {say('forget')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={open === 'guide'}
        onClose={close}
        title={label}
        closeButtonProps={{ 'aria-label': sayUi('close') }}
      >
        <DeviceGuide driverId={device.driverId} />
      </Modal>
      <ConfirmDialog
        isOpen={open === 'forget'}
        title={say('forgetTitle', { label })}
        text={say('forgetExplain')}
        confirmLabel={say('forgetConfirm')}
        isBusy={actions.isBusy}
        onClose={close}
        onConfirm={() => actions.detach(device, close)}
      />
    </>
  );
}
