import {
  IconArmchair,
  IconBan,
  IconCalendarEvent,
  IconCheck,
  IconDoorEnter,
  IconStethoscope,
  IconUserX,
  IconVideo,
  type Icon,
} from '@tabler/icons-react';
import type { BoardRow, BoardState } from '../../../domain/contract/ipc/scheduling.ts';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { todayWords } from './today.words.ts';

const LOOKS: Readonly<Record<BoardState, readonly [Tone, Icon]>> = {
  booked: ['neutral', IconCalendarEvent],
  arrived: ['warn', IconArmchair],
  'in-room': ['info', IconDoorEnter],
  'with-doctor': ['active', IconStethoscope],
  done: ['good', IconCheck],
  cancelled: ['neutral', IconBan],
  noshow: ['danger', IconUserX],
};

/** The tone a visit's state has wherever it is drawn. */
export function toneOfState(state: BoardState): Tone {
  return LOOKS[state][0];
}

/** Where a visit stands, in a word with its sign. */
export function VisitState({ row }: { readonly row: Pick<BoardRow, 'state' | 'videoWaitingSince'> }) {
  const say = useWords(todayWords);
  const { state, videoWaitingSince } = row;
  if (videoWaitingSince !== null && state === 'booked') {
    return <StatusBadge tone="warn" icon={IconVideo} label={say('videoWaiting')} />;
  }
  const [tone, icon] = LOOKS[state];
  return <StatusBadge tone={tone} icon={icon} label={say(`state.${state}`)} />;
}
