import { Skeleton, Title, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconFlask, IconLanguage } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../ui/words.ts';
import classes from './page.module.css';
import { portalWords } from './portal.words.ts';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly clinicName?: string;
  readonly isPractice?: boolean;
  /** `wide` for a preview beside its controls, on large screens only. */
  readonly width?: 'narrow' | 'wide';
  readonly children?: ReactNode;
}

/** One thing a page: the clinic above, one heading, what there is to do. */
export function Page({ title, lead, clinicName, isPractice = false, width = 'narrow', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title;
    // A new page is read from its heading; the keyboard starts there too.
    heading.current?.focus();
  }, [title]);
  return (
    <div className={classes.frame}>
      <PageHead clinicName={clinicName ?? ''} isPractice={isPractice} />
      <main className={classes.main} data-width={width}>
        <div className={classes.heading}>
          <Title order={1} ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </Title>
          {lead === undefined ? null : <p className={classes.lead}>{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}

function PageHead({ clinicName, isPractice }: { readonly clinicName: string; readonly isPractice: boolean }) {
  const say = useWords(portalWords);
  const { i18n } = useTranslation(undefined, { useSuspense: false });
  const other = i18n.language === 'es' ? 'en' : 'es';
  return (
    <header className={classes.head}>
      <div className={classes.bar}>
        <span className={classes.clinic}>{clinicName}</span>
        <UnstyledButton
          className={classes.language}
          aria-label={`${say('app.language')} (${say('app.languageLabel')})`}
          lang={other}
          onClick={() => void i18n.changeLanguage(other)}
        >
          <IconLanguage size={20} stroke={1.6} aria-hidden />
          {say('app.language')}
        </UnstyledButton>
      </div>
      {isPractice ? (
        <p className={classes.practice}>
          <IconFlask size={18} stroke={1.6} aria-hidden />
          {say('app.practice')}
        </p>
      ) : null}
    </header>
  );
}

/** What comes, in grey. */
export function LoadingPage() {
  const say = useWords(portalWords);
  return (
    <div className={classes.frame}>
      <PageHead clinicName="" isPractice={false} />
      <main className={classes.main} aria-busy="true">
        <VisuallyHidden role="status">{say('app.loading')}</VisuallyHidden>
        <Skeleton height={30} width="70%" />
        <Skeleton height={16} width="90%" />
        <Skeleton height={180} radius="md" />
        <Skeleton height={48} radius="md" />
      </main>
    </div>
  );
}
