import { Button } from '@mantine/core';
import { IconArrowRight, IconHeartbeat } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useWords } from '../../ui/words.ts';
import { Page } from '../app/page.tsx';
import { portalWords } from '../app/portal.words.ts';
import classes from './after-page.module.css';
import type { VisitSummary } from './visit-page.tsx';

/** After the call: the way back while the visit is open, and the record. */
export function AfterPage({ visit, onBack }: { readonly visit: VisitSummary; readonly onBack?: () => void }) {
  const say = useWords(portalWords);
  const { clinicName, clinicPhone, isPractice } = visit;
  const isOpen = onBack !== undefined;
  return (
    <Page
      title={say(isOpen ? 'after.leftTitle' : 'after.title')}
      lead={say(isOpen ? 'after.leftLead' : 'after.lead')}
      clinicName={clinicName}
      isPractice={isPractice}
    >
      <div className={classes.ways}>
        {isOpen ? (
          <Button size="lg" onClick={onBack} rightSection={<IconArrowRight size={20} aria-hidden />}>
            {say('after.back')}
          </Button>
        ) : null}
        <Button
          component={Link}
          to="/record"
          size="lg"
          variant={isOpen ? 'default' : 'filled'}
          leftSection={<IconHeartbeat size={22} stroke={1.6} aria-hidden />}
        >
          {say('after.record')}
        </Button>
      </div>
      {clinicPhone === null ? null : (
        <p className={classes.phone}>{say('after.phone', { phone: clinicPhone })}</p>
      )}
    </Page>
  );
}
