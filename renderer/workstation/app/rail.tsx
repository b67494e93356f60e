import { VisuallyHidden } from '@mantine/core';
import {
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconStethoscope,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { WithKeys } from '../../ui/key-hint.tsx';
import { useWords } from '../../ui/words.ts';
import { appWords } from './app.words.ts';
import { useClinic } from './clinic-provider.tsx';
import { AlertCount } from '../task/alert-count.tsx';
import { useSession } from './session-context.tsx';
import classes from './shell.module.css';
import { usePlaces, type Place } from './use-places.ts';

interface RailProps {
  readonly isNarrow: boolean;
  readonly onToggle: () => void;
}

/** The way between the places of the clinic. */
export function Rail({ isNarrow, onToggle }: RailProps) {
  const say = useWords(appWords);
  const { clinicName } = useSession();
  const places = usePlaces();
  const ToggleIcon = isNarrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const toggleLabel = isNarrow ? say('expand') : say('collapse');
  return (
    <nav className={classes.rail} aria-label={say('mainNavigation')}>
      <div className={classes.brand} title={clinicName}>
        <IconStethoscope size={20} stroke={1.8} className={classes.mark} aria-hidden />
        {isNarrow ? (
          <VisuallyHidden>{clinicName}</VisuallyHidden>
        ) : (
          <span className={classes.brandName}>{clinicName}</span>
        )}
      </div>
      {places.map((place) => (
        <RailPlace key={place.path} place={place} isNarrow={isNarrow} />
      ))}
      <button
        type="button"
        className={classes.toggle}
        onClick={onToggle}
        aria-label={toggleLabel}
        title={toggleLabel}
      >
        <ToggleIcon size={18} stroke={1.6} aria-hidden />
        {isNarrow ? null : toggleLabel}
      </button>
    </nav>
  );
}

function RailPlace({ place, isNarrow }: { readonly place: Place; readonly isNarrow: boolean }) {
  return (
    <WithKeys label={place.label} keys={place.keys} position="right">
      <NavLink to={place.path} className={classes.place ?? ''}>
        <place.icon size={18} stroke={1.6} aria-hidden />
        {isNarrow ? <VisuallyHidden>{place.label}</VisuallyHidden> : place.label}
        {place.path === '/alerts' ? <AlertCount className={classes.count ?? ''} /> : null}
        {place.path === '/inbox' ? <OpenConflicts /> : null}
      </NavLink>
    </WithKeys>
  );
}

function OpenConflicts() {
  const say = useWords(appWords);
  const { queries } = useClinic();
  const sync = useQuery(queries.sync.status.queryOptions());
  const count = sync.data?.openConflicts ?? 0;
  if (count === 0) return null;
  return (
    <span className={classes.count}>
      <span aria-hidden>{count}</span>
      <VisuallyHidden>{say('openCount', { count })}</VisuallyHidden>
    </span>
  );
}
