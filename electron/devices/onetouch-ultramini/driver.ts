import { bytesToHex, type DeviceDriver } from '../driver.ts';
import { LIFESCAN_CABLES } from '../lifescan-cables.ts';
import { serial8N1 } from '../serial-settings.ts';
import { LINK, packetAt, useOf } from './packet.ts';
import { outcomesOfAnswer } from './recorded-answer.ts';
import { questionIn } from './message.ts';
import { UltraMiniSession } from './session.ts';

/** A serial number is asked for with a key that differs from reader to reader; recordings name it without. */
const NAME_OF_SERIAL = '05 0B 02';

/**
 * LifeScan OneTouch UltraMini / UltraEasy: capillary glucose in mg/dL out of the meter's memory, asked for in packets
 * with a CRC. The USB ids are those of jack cables that fit other meters too; only the link reset is this meter's.
 * Source: the open readers glucometerutils (otultraeasy.py, lifescan_binary_protocol.py) and tidepool-org/uploader
 * (oneTouchUltraMini.js), glucometer-protocols (lifescan/shared-binary-protocol.md).
 */
export const onetouchUltraMini: DeviceDriver = {
  id: 'onetouch-ultramini',
  protocol: 'onetouch-ultramini',
  label: 'LifeScan OneTouch UltraMini / UltraEasy',
  transport: 'serial',
  settings: serial8N1(9600),
  candidates: LIFESCAN_CABLES,
  measures: ['glucose'],
  manner: 'asked',
  silenceMs: null,
  stability: null,
  probeMs: 5000,
  hasLiveTime: false,
  hasMemory: true,
  converse: (wanted = 'latest') => new UltraMiniSession(wanted),
  decodeAnswer: outcomesOfAnswer,
  nameOfCommand,
};

/** A question by its message, an empty packet by its use. */
function nameOfCommand(sent: Uint8Array): string | null {
  const found = packetAt([...sent]);
  if (typeof found === 'string') return null;
  const { packet } = found;
  if (packet.link === LINK.disconnect) return 'disconnect';
  const use = useOf(packet);
  if (use === 'acknowledge') return 'ACK';
  if (use !== 'message') return null;
  const messageHex = bytesToHex(packet.message);
  return questionIn(messageHex) === 'serial' ? NAME_OF_SERIAL : messageHex;
}
