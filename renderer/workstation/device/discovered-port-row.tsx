import { Button, Loader, Text } from '@mantine/core';
import type { AttachedDevice, DiscoveredPort } from '../../../domain/contract/ipc/device.ts';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { attachWords } from './attach.words.ts';
import { DeviceDrawing } from './device-drawing.tsx';
import { guideOf } from './device-guides.ts';
import { ProblemRemedy } from './device-problem.tsx';
import { deviceProblemWords } from './device-problem.words.ts';
import classes from './device.module.css';
import type { Platform } from './problem-remedy.ts';
import { useAttach } from './use-attach.ts';

const TONES: Readonly<Record<DiscoveredPort['state'], Tone>> = {
  attached: 'neutral',
  waiting: 'neutral',
  probing: 'info',
  found: 'good',
  nothing: 'neutral',
  failed: 'danger',
  cancelled: 'neutral',
};

interface DiscoveredPortRowProps {
  readonly port: DiscoveredPort;
  readonly drivers: readonly { readonly driverId: string; readonly label: string }[];
  readonly usb: AttachedDevice['usb'];
  readonly platform: Platform;
}

/** What a search found at one port, and the button that attaches it. */
export function DiscoveredPortRow({ port, drivers, usb, platform }: DiscoveredPortRowProps) {
  const say = useWords(attachWords);
  const attach = useAttach(() => undefined);
  const { path, driverId, state } = port;
  const driver = drivers.find((one) => one.driverId === driverId)?.label ?? driverId ?? '';
  const isFound = state === 'found' && driverId !== null;
  return (
    <li className={classes.foundPort} data-state={state}>
      <span className={classes.foundDrawing}>
        <DeviceDrawing name={(isFound ? guideOf(driverId)?.drawing : undefined) ?? 'plug'} isDecoration />
      </span>
      <div className={classes.foundText}>
        <Text fw={isFound ? 600 : 400}>{isFound ? driver : port.label}</Text>
        <Text size="xs" c="dimmed">
          {isFound ? `${path} · ` : ''}
          {say(`transport.${port.transport}`)}
          {port.identity === null ? '' : ` · ${say('saysItIs', { identity: port.identity })}`}
        </Text>
        <WhyNot port={port} usb={usb} platform={platform} />
      </div>
      {state === 'probing' ? <Loader size={14} aria-hidden /> : null}
      <StatusBadge tone={TONES[state]} label={say(`state.${state}`, { driver })} />
      {isFound ? (
        <Button
          onClick={() => attach.mutate({ portPath: path, driverId, label: driver.slice(0, 60) })}
          loading={attach.isPending}
          aria-label={say('attachLabel', { driver, port: path })}
        >
          {say('attach')}
        </Button>
      ) : null}
    </li>
  );
}

/** Why there is nothing to attach at a port, and what a person may do about it. */
function WhyNot({ port, usb, platform }: Pick<DiscoveredPortRowProps, 'port' | 'usb' | 'platform'>) {
  const say = useWords(attachWords);
  const sayProblem = useWords(deviceProblemWords);
  const { state, failure, transport, path } = port;
  if (state === 'nothing')
    return (
      <Text size="xs" c="dimmed">
        {say('nothingHint')}
      </Text>
    );
  if (failure === null) return null;
  if (failure.code === 'unplugged') return <Text size="xs">{say('unplugged')}</Text>;
  return (
    <>
      <Text size="xs" fw={600}>
        {sayProblem(`problem.${failure.code}`, { port: path })}
      </Text>
      <ProblemRemedy
        code={failure.code}
        device={{ transport: transport === 'hid' ? 'hid' : 'serial', usb }}
        platform={platform}
      />
    </>
  );
}
