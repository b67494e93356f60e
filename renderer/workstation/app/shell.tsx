import { useLocalStorage } from '@mantine/hooks';
import { Outlet, useNavigate } from 'react-router';
import { KeyHint } from '../../ui/key-hint.tsx';
import { ShortcutSheet } from '../../ui/shortcut-sheet.tsx';
import { useWords } from '../../ui/words.ts';
import { IconSearch } from '@tabler/icons-react';
import { BookingProvider } from '../scheduling/booking-context.tsx';
import { SyncBanner } from '../sync/sync-banner.tsx';
import { appWords } from './app.words.ts';
import { CommandBar, useCommandBar } from './command-bar.tsx';
import { PracticeBanner } from './practice-banner.tsx';
import { Rail } from './rail.tsx';
import { useSession } from './session-context.tsx';
import classes from './shell.module.css';
import { StatusCorner } from './status-corner.tsx';
import { usePlaces } from './use-places.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';

/** The frame of every screen of a signed-in window: rail, command bar, status corner, banners. */
export function Shell() {
  const clinic = useSession();
  const say = useWords(appWords);
  const commandBar = useCommandBar();
  const [isNarrow, setIsNarrow] = useLocalStorage({
    key: 'clinic-rail-narrow',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  return (
    <BookingProvider>
      <a className={classes.skip} href="#content" onClick={skipToContent}>
        {say('skip')}
      </a>
      <div className={classes.frame} data-narrow={isNarrow}>
        {clinic.isPractice ? <PracticeBanner /> : null}
        <Rail isNarrow={isNarrow} onToggle={() => setIsNarrow(!isNarrow)} />
        <header className={classes.top}>
          <button type="button" className={classes.find} onClick={commandBar[1].open}>
            <IconSearch size={15} aria-hidden />
            <span className={classes.findText}>{say('find')}</span>
            <KeyHint keys="mod+k" />
          </button>
          <StatusCorner />
        </header>
        <main className={classes.content} id="content" tabIndex={-1}>
          <SyncBanner />
          <Outlet />
        </main>
      </div>
      <PlaceShortcuts />
      <CommandBar handle={commandBar} />
      <ShortcutSheet />
    </BookingProvider>
  );
}

/** A hash router would take `#content` for a route, so the focus is moved by hand. */
function skipToContent(event: { readonly preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function PlaceShortcuts() {
  return usePlaces().map((place) => <PlaceShortcut key={place.path} {...place} />);
}

function PlaceShortcut({
  keys,
  label,
  path,
}: {
  readonly keys: string;
  readonly label: string;
  readonly path: string;
}) {
  const say = useWords(appWords);
  const navigate = useNavigate();
  useShortcut({ keys, label: say('goTo', { place: label }), run: () => void navigate(path) });
  return null;
}
