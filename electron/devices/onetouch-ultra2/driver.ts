import { concatBytes, type DeviceDriver } from '../driver.ts';
import { LIFESCAN_CABLES } from '../lifescan-cables.ts';
import { serial8N1 } from '../serial-settings.ts';
import { commandOf } from './command.ts';
import { outcomesOfAnswer } from './recorded-answer.ts';
import { Ultra2Session } from './session.ts';

/**
 * LifeScan OneTouch Ultra2: capillary glucose in mg/dL out of the meter's memory, asked for in ASCII.
 * The USB ids are those of jack cables that fit other meters too; only `DM@` names the meter.
 * Source: the open readers glucometerutils (otultra2.py) and tidepool-org/uploader (oneTouchUltra2.js), and LifeScan's
 * Ultra2 specification as described there.
 */
export const onetouchUltra2: DeviceDriver = {
  id: 'onetouch-ultra2',
  protocol: 'onetouch-ultra2',
  label: 'LifeScan OneTouch Ultra2',
  transport: 'serial',
  // Every command begins with DC1, which flow control would swallow.
  settings: serial8N1(9600),
  candidates: LIFESCAN_CABLES,
  measures: ['glucose'],
  manner: 'asked',
  silenceMs: null,
  stability: null,
  probeMs: 4500,
  hasLiveTime: false,
  hasMemory: true,
  converse: (wanted = 'latest', learnt = {}) => new Ultra2Session(wanted, learnt),
  decodeAnswer: ({ command, pieces }) => outcomesOfAnswer(command, concatBytes(pieces)),
  nameOfCommand: commandOf,
};
