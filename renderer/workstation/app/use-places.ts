import {
  IconBell,
  IconCalendarWeek,
  IconDeviceHeartMonitor,
  IconInbox,
  IconLayoutList,
  IconSettings,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { useWords } from '../../ui/words.ts';
import { taskWords } from '../task/task.words.ts';
import { appWords } from './app.words.ts';
import { useCan } from './session-context.tsx';

/** A place of the rail. */
export interface Place {
  readonly path: string;
  readonly label: string;
  readonly icon: Icon;
  readonly keys: string;
}

/** The places that exist and that the role may enter, in the order of the rail; Alt and a number leads there. */
export function usePlaces(): readonly Place[] {
  const say = useWords(appWords);
  const sayTask = useWords(taskWords);
  const canBook = useCan('appointment.read');
  const canUseDevices = useCan('device.use');
  const canSeeConflicts = useCan('conflict.read');
  const canAnswerAlerts = useCan('task.write');
  const canSetDefaults = useCan('threshold.default');
  const canEnrol = useCan('workstation.enrol');
  const canManageStaff = useCan('staff.manage');
  const places: readonly (Omit<Place, 'keys'> & { readonly isOpen: boolean })[] = [
    { path: '/today', label: say('today'), icon: IconLayoutList, isOpen: canBook },
    { path: '/calendar', label: say('calendar'), icon: IconCalendarWeek, isOpen: canBook },
    { path: '/patients', label: say('patients'), icon: IconUsers, isOpen: true },
    { path: '/alerts', label: sayTask('alerts'), icon: IconBell, isOpen: canAnswerAlerts },
    { path: '/inbox', label: say('inbox'), icon: IconInbox, isOpen: canSeeConflicts },
    { path: '/devices', label: say('devices'), icon: IconDeviceHeartMonitor, isOpen: canUseDevices },
    {
      path: '/admin',
      label: say('admin'),
      icon: IconSettings,
      isOpen: canEnrol || canManageStaff || canSetDefaults,
    },
  ];
  return places
    .filter(({ isOpen }) => isOpen)
    .map((place, index) => ({ ...place, keys: `alt+${index + 1}` }));
}
