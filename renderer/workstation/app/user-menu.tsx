import { Menu, VisuallyHidden, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../ui/i18n.ts';
import { useWords } from '../../ui/words.ts';
import { appWords } from './app.words.ts';
import { rememberLanguage } from './remembered-language.ts';
import { useSession } from './session-context.tsx';
import classes from './shell.module.css';
import { useLock } from './use-lock.ts';

/** Letters as people count them: an accent typed apart belongs to its letter. */
const LETTERS = new Intl.Segmenter();
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

/** Who is signed in; appearance, language, and the way out. */
export function UserMenu() {
  const say = useWords(appWords);
  const { session } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { i18n } = useTranslation();
  const lock = useLock();
  const role = say(`role.${session.role}`);
  const schemes: readonly (readonly [MantineColorScheme, string])[] = [
    ['light', say('light')],
    ['dark', say('dark')],
    ['auto', say('system')],
  ];
  const changeLanguage = (language: Language) => {
    rememberLanguage(language);
    void i18n.changeLanguage(language);
  };
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <button
          type="button"
          className={classes.status}
          title={say('account', { name: session.displayName, role })}
        >
          <span className={classes.avatar} aria-hidden>
            {initialsOf(session.displayName)}
          </span>
          <span className={classes.person}>{session.displayName}</span>
          <VisuallyHidden>, {role}</VisuallyHidden>
          <IconChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{role}</Menu.Label>
        <Menu.Item onClick={() => lock('hard')}>{say('switchUser')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{say('appearance')}</Menu.Label>
        {schemes.map(([scheme, label]) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={<Chosen isChosen={scheme === colorScheme} />}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{say('language')}</Menu.Label>
        {(['en', 'es'] as const).map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => changeLanguage(language)}
            rightSection={<Chosen isChosen={i18n.language === language} />}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Chosen({ isChosen }: { readonly isChosen: boolean }) {
  return isChosen ? <IconCheck size={14} aria-hidden /> : null;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => !word.endsWith('.') && word !== 'Dr');
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined]
    .map((word) => LETTERS.segment(word ?? '').containing(0)?.segment ?? '')
    .join('')
    .toUpperCase();
}
