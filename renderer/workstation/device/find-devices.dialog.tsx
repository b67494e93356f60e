import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { IconRadar2 } from '@tabler/icons-react';
import type { DeviceDiscovery } from '../../../domain/contract/ipc/device.ts';
import type { z } from 'zod';
import { LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../app/loaded.tsx';
import { attachWords } from './attach.words.ts';
import { DiscoveredPortRow } from './discovered-port-row.tsx';
import classes from './device.module.css';
import { useDiscovery } from './use-discovery.ts';
import type { usePorts } from './use-ports.ts';

type Search = z.infer<typeof DeviceDiscovery>;

interface FindDevicesDialogProps {
  readonly isOpen: boolean;
  readonly ports: ReturnType<typeof usePorts>;
  readonly onClose: () => void;
  readonly onAttachByHand: () => void;
}

/** Looks what is attached to the free ports and offers to attach what was recognised. */
export function FindDevicesDialog({ isOpen, ports, onClose, onAttachByHand }: FindDevicesDialogProps) {
  const say = useWords(attachWords);
  const discovery = useDiscovery(isOpen);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say('find.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': say('find.close') }}
    >
      {isOpen ? (
        <Loaded query={discovery.found} loading={<LoadingRows rows={4} columns={[30, 30, 20]} />}>
          {(search) => (
            <Stack gap="sm">
              <Text size="xs" c="dimmed">
                {say('find.explain')}
              </Text>
              <SearchProgress search={search} />
              <FoundPorts search={search} ports={ports} />
              <Group justify="space-between" gap="xs">
                <Button variant="subtle" onClick={onAttachByHand}>
                  {say('find.byHand')}
                </Button>
                <Group gap="xs">
                  <SearchButton search={search} discovery={discovery} />
                  <Button variant="default" onClick={onClose}>
                    {say('find.close')}
                  </Button>
                </Group>
              </Group>
            </Stack>
          )}
        </Loaded>
      ) : null}
    </Modal>
  );
}

function SearchButton({
  search,
  discovery,
}: {
  readonly search: Search;
  readonly discovery: ReturnType<typeof useDiscovery>;
}) {
  const say = useWords(attachWords);
  if (search.state === 'running')
    return (
      <Button variant="default" onClick={discovery.cancel}>
        {say('find.stop')}
      </Button>
    );
  return (
    <Button
      variant={search.state === 'idle' ? 'filled' : 'default'}
      leftSection={<IconRadar2 size={14} aria-hidden />}
      onClick={discovery.start}
      loading={discovery.isStarting}
      data-autofocus
    >
      {say(search.state === 'idle' ? 'find.start' : 'find.again')}
    </Button>
  );
}

function SearchProgress({ search }: { readonly search: Search }) {
  const say = useWords(attachWords);
  if (search.state === 'idle') return null;
  const looked = search.ports.filter(({ state }) => state !== 'waiting' && state !== 'probing').length;
  const found = search.ports.filter(({ state }) => state === 'found').length;
  const all = search.ports.length;
  const progress = all === 0 ? say('find.listing') : say('find.progress', { done: looked, all });
  const outcome = found === 0 ? say('find.foundNone') : say('find.found', { count: found });
  return (
    <div>
      {search.state === 'running' ? (
        <Progress value={all === 0 ? 0 : (looked / all) * 100} size="sm" mb={6} aria-label={progress} />
      ) : null}
      <Text size="sm" fw={600} role="status">
        {search.state === 'running'
          ? progress
          : search.state === 'cancelled'
            ? `${say('find.stopped')}. ${outcome}.`
            : `${outcome}. ${progress}.`}
      </Text>
    </div>
  );
}

const ORDER: Readonly<Record<Search['ports'][number]['state'], number>> = {
  found: 0,
  probing: 1,
  failed: 2,
  waiting: 3,
  nothing: 4,
  cancelled: 4,
  attached: 5,
};

/** What can be attached stands on top once the search is over; while it runs, rows stay where they are. */
function FoundPorts({ search, ports }: { readonly search: Search } & Pick<FindDevicesDialogProps, 'ports'>) {
  const say = useWords(attachWords);
  if (search.state === 'idle') return null;
  if (search.ports.length === 0)
    return <Text c="dimmed">{search.state === 'running' ? '' : say('find.noPorts')}</Text>;
  const rows =
    search.state === 'running'
      ? search.ports
      : search.ports.toSorted((one, other) => ORDER[one.state] - ORDER[other.state]);
  return (
    <div className={classes.foundPorts} role="region" aria-label={say('find.list')} tabIndex={0}>
      <ul aria-label={say('find.list')}>
        {rows.map((port) => (
          <DiscoveredPortRow
            key={port.path}
            port={port}
            drivers={ports.data?.drivers ?? []}
            usb={ports.data?.ports.find(({ path }) => path === port.path)?.usb ?? null}
            platform={ports.data?.platform ?? 'linux'}
          />
        ))}
      </ul>
    </div>
  );
}
