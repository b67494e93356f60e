import type { z } from 'zod';
import type { AttachedDevice, DevicePlatform } from '../../../domain/contract/ipc/device.ts';
import { udevRuleOf } from '../../../domain/device/udev-rule.ts';
import type { deviceProblemWords } from './device-problem.words.ts';

export type Platform = z.infer<typeof DevicePlatform>;
export type ProblemCode = NonNullable<AttachedDevice['problem']>['code'];
type RemedyWord = Extract<keyof (typeof deviceProblemWords)['en'], `remedy.${string}`>;

/** What a person does about a problem: a sentence and, where the system has to be told, a line to copy. */
export interface Remedy {
  readonly word: RemedyWord;
  readonly line: { readonly label: 'rule.label' | 'group.label'; readonly text: string } | null;
}

const ADD_TO_GROUP = 'sudo usermod -aG dialout "$USER"';

/** The remedy for this system; `usb` null = the ids of what is in the port are not known. */
export function remedyOf(
  code: ProblemCode,
  platform: Platform,
  { transport, usb }: Pick<AttachedDevice, 'transport' | 'usb'>,
): Remedy {
  if (code === 'port-forbidden' && platform === 'linux') return permissionOnLinux(transport, usb);
  if (code === 'port-forbidden' || code === 'port-busy' || code === 'port-refused')
    return { word: `remedy.${code}.${platform}`, line: null };
  return { word: `remedy.${code}`, line: null };
}

function permissionOnLinux(transport: AttachedDevice['transport'], usb: AttachedDevice['usb']): Remedy {
  if (usb !== null)
    return {
      word: 'remedy.port-forbidden.linux',
      line: { label: 'rule.label', text: udevRuleOf(transport, usb) },
    };
  return transport === 'hid'
    ? { word: 'remedy.port-forbidden.hid', line: null }
    : { word: 'remedy.port-forbidden.group', line: { label: 'group.label', text: ADD_TO_GROUP } };
}
