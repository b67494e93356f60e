import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Skeleton } from '@mantine/core';
import type { Patient } from '../../../domain/patient/patient.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { ChartPart } from './chart-part.tsx';
import { ChartSections } from './chart-sections.tsx';
import classes from './chart.module.css';
import { PatientBanner } from './patient-banner.tsx';
import { useSection } from './sections.ts';

interface ChartFrameProps {
  readonly patientId: string;
  /** What the banner offers as the next useful act. */
  readonly action?: ReactNode;
  /** The chart alone, the chart narrow beside a workspace, or the workspace alone under the banner. */
  readonly layout: 'chart' | 'chart-context' | 'beside' | 'workspace';
  /** The column at the end: context, or the visit's workspace. */
  readonly side?: (patient: Patient) => ReactNode;
}

/** The patient banner on top, the chart's parts at the side, the open part in the middle. */
export function ChartFrame({ patientId, action, layout, side }: ChartFrameProps) {
  const { queries } = useClinic();
  const [section] = useSection();
  const banner = useQuery(queries.patient.banner.queryOptions({ input: { patientId } }));
  return (
    <Loaded query={banner} loading={<BannerSkeleton />}>
      {({ patient, allergies, openConflicts }) => (
        <div className={classes.chart}>
          <PatientBanner {...{ patient, allergies, openConflicts, action }} />
          <div className={classes.body} data-layout={layout} data-section={section}>
            {layout === 'workspace' ? null : (
              <>
                <ChartSections isNarrow={layout === 'beside'} />
                <div className={classes.work}>
                  <ChartPart patient={patient} allergies={allergies} />
                </div>
              </>
            )}
            {side?.(patient)}
          </div>
        </div>
      )}
    </Loaded>
  );
}

function BannerSkeleton() {
  return (
    <div className={classes.chart} aria-busy="true">
      <div className={classes.banner}>
        <div>
          <Skeleton height={20} width={260} mb={8} />
          <Skeleton height={12} width={360} />
        </div>
      </div>
    </div>
  );
}
