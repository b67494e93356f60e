import { Anchor } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { VideoVisit } from '../../../domain/contract/telehealth/video-visit.ts';
import { Elapsed } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { listName } from '../patient/patient-name.ts';
import { telehealthWords } from './telehealth.words.ts';
import classes from './telehealth.module.css';

/** Who else sits in the video waiting room, longest first; nothing when nobody does. */
export function AlsoWaiting({ visits }: { readonly visits: readonly VideoVisit[] }) {
  const say = useWords(telehealthWords);
  const { queries } = useClinic();
  const waiting = visits
    .filter(({ state }) => state === 'waiting')
    .toSorted((a, b) => ((a.waitingSince ?? '') < (b.waitingSince ?? '') ? -1 : 1));
  const banners = useQueries({
    queries: waiting.map(({ patientId }) => queries.patient.banner.queryOptions({ input: { patientId } })),
  });
  if (waiting.length === 0) return null;
  return (
    <div className={classes.alsoWaiting} role="status">
      <strong>{say('alsoWaiting')}</strong>
      {waiting.map((visit, index) => {
        const patient = banners[index]?.data?.patient;
        return (
          <span key={visit.visitId}>
            <Anchor component={Link} to={`/calls/${visit.visitId}`} size="xs" underline="always" c="inherit">
              {patient === undefined ? say('unknownPatient') : listName(patient)}
            </Anchor>{' '}
            {visit.waitingSince === null ? null : <Elapsed since={visit.waitingSince} />}
          </span>
        );
      })}
    </div>
  );
}
