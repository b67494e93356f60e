import { IconSchool } from '@tabler/icons-react';
import { useWords } from '../../ui/words.ts';
import { appWords } from './app.words.ts';
import classes from './shell.module.css';

/** Says on every screen that nobody here is real. */
export function PracticeBanner() {
  const say = useWords(appWords);
  return (
    <aside className={classes.practice} aria-label={say('practice')}>
      <IconSchool size={15} aria-hidden />
      <span>
        <strong>{say('practice')}.</strong> {say('practiceText')}
      </span>
    </aside>
  );
}
