import { Text, Title } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PracticeBanner } from '../app/practice-banner.tsx';
import classes from './session.module.css';

interface FrontDoorProps {
  readonly title: string;
  readonly text?: string;
  readonly isPractice?: boolean;
  readonly size?: 'sm' | 'lg';
  readonly children: ReactNode;
}

/** The frame of every screen where nobody is signed in. */
export function FrontDoor({ title, text, isPractice = false, size = 'sm', children }: FrontDoorProps) {
  return (
    <div className={classes.page}>
      {isPractice ? <PracticeBanner /> : null}
      <main className={classes.middle}>
        <div className={classes.card} data-size={size}>
          <IconStethoscope size={26} stroke={1.6} className={classes.mark} aria-hidden />
          <Title order={1}>{title}</Title>
          {text === undefined ? null : (
            <Text c="dimmed" mt={4}>
              {text}
            </Text>
          )}
          <div className={classes.body}>{children}</div>
        </div>
      </main>
    </div>
  );
}

/** Why something was refused, read out at once. */
export function Refusal({ children }: { readonly children: string | null }) {
  return (
    <div role="alert" className={classes.refusal} data-empty={children === null}>
      {children}
    </div>
  );
}
