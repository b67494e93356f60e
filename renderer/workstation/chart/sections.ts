import {
  IconActivityHeartbeat,
  IconLayoutList,
  IconNotes,
  IconStethoscope,
  IconTimelineEvent,
  type Icon,
} from '@tabler/icons-react';
import { useSearchParams } from 'react-router';

/** The parts of a chart, in the order of the list and of the keys 1 to 5. */
export const SECTIONS = ['summary', 'timeline', 'vitals', 'notes', 'visits'] as const;
export type SectionName = (typeof SECTIONS)[number];

export const SECTION_ICONS: Readonly<Record<SectionName, Icon>> = {
  summary: IconLayoutList,
  timeline: IconTimelineEvent,
  vitals: IconActivityHeartbeat,
  notes: IconNotes,
  visits: IconStethoscope,
};

const PARAMETER = 'section';

/** Which part is open; it stands in the address, so that going back works. */
export function useSection(): readonly [SectionName, (section: SectionName) => void] {
  const [parameters, setParameters] = useSearchParams();
  const named = parameters.get(PARAMETER);
  const section = SECTIONS.find((one) => one === named) ?? 'summary';
  return [section, (next) => setParameters({ [PARAMETER]: next })];
}
