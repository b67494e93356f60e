import { and, eq } from 'drizzle-orm';
import { staffAccountTable } from '../../drizzle/workstation/schema/staff-account.ts';
import type { Clinic } from '../clinic.ts';
import type { ClinicServices } from '../ipc/call-context.ts';
import { isPracticeClinic } from '../session/clinic-profile.ts';
import type { WorkstationLogger } from '../workstation-options.ts';
import { nearVideoVisit } from './near-video-visit.ts';

/** What a newcomer needs to be the patient of a video visit. `link` is that patient's secret: for a screen, never for a log. */
export interface PracticeVisit {
  readonly link: string;
  readonly patientName: string;
  readonly birthDate: string | null;
  readonly startAt: string;
}

/** Once the server has a practice clinic: makes a link for a near video visit and tells it. */
export type OfferPracticeVisit = (
  clinic: Clinic,
  services: Pick<ClinicServices, 'sync' | 'telehealth'>,
) => Promise<void>;

/**
 * Once a start, however often the database is opened: a second link would shut out the patient who came by the first.
 * A failure is logged by its code, and the next opening tries again.
 */
export function createPracticeVisitOffer(
  tell: (visit: PracticeVisit) => void,
  logger: WorkstationLogger,
): OfferPracticeVisit {
  let isOffered = false;
  return async (clinic, { sync, telehealth }) => {
    // A lock may close the database at every wait.
    if (isOffered || !isOpen(clinic) || !isPracticeClinic(clinic) || sync.serverAddress() === null) return;
    const ownerId = ownerOf(clinic);
    if (ownerId === null) return;
    isOffered = true;
    const visit = nearVideoVisit(clinic, ownerId);
    const patient = visit === null ? null : clinic.records.get('Patient', visit.patientId);
    if (visit === null || patient === null) return logger.warn({ code: 'no-free-slot' }, 'no-practice-visit');
    await sync.syncNow();
    const made = await telehealth.createLink(visit.id, ownerId);
    isOffered = made.ok;
    if (!made.ok) return logger.warn({ code: made.error.code }, 'no-practice-visit');
    if (isOpen(clinic)) noteLink(clinic, ownerId, visit.id);
    const { family, given, birthDate } = patient;
    tell({
      link: made.value.link,
      patientName: given === null ? family : `${given} ${family}`,
      birthDate,
      startAt: visit.startAt,
    });
  };
}

const isOpen = ({ database }: Clinic): boolean => database.sqlite.open;

function ownerOf({ database }: Clinic): string | null {
  const { practitionerId, role, active } = staffAccountTable;
  const owner = database.drizzle
    .select({ practitionerId })
    .from(staffAccountTable)
    .where(and(eq(role, 'owner'), eq(active, true)))
    .get();
  return owner?.practitionerId ?? null;
}

function noteLink({ audit }: Clinic, agentId: string, appointmentId: string): void {
  audit.record({
    action: 'E',
    event: 'visit-link-made',
    agentId,
    entityType: 'Appointment',
    entityId: appointmentId,
    changeId: null,
    outcome: 'success',
  });
}
