import { eq } from 'drizzle-orm';
import { NEWS2_SCALE, NEWS2_SCORE } from '../../domain/observation/codes.ts';
import { gatherNews2Set } from '../../domain/observation/news2-set.ts';
import { news2Name } from '../../domain/observation/news2.ts';
import type { Observation } from '../../domain/observation/observation.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { observationTable } from '../../drizzle/workstation/schema/observation.ts';
import type { Clinic } from '../clinic.ts';
import { idOf } from '../record/id-of.ts';

/**
 * The standing NEWS2 scores that were made with this reading: those whose id is that of the set as it was at their time. To be
 * asked while the reading still stands.
 */
export function scoresOfReading({ database }: Clinic, reading: Observation): readonly string[] {
  if (reading.encounterId === null) return [];
  const ofVisit = database.drizzle
    .select(recordColumns(observationTable))
    .from(observationTable)
    .where(eq(observationTable.encounterId, reading.encounterId))
    .all();
  const isMadeWithIt = ({ id, effectiveAt, components }: Observation): boolean => {
    const gathered = gatherNews2Set(ofVisit.filter((each) => each.effectiveAt <= effectiveAt));
    const scale = components.find(({ code }) => code === NEWS2_SCALE)?.value;
    if (!gathered.isComplete || (scale !== 1 && scale !== 2)) return false;
    return (
      gathered.observationIds.includes(reading.id) && id === idOf(news2Name(gathered.observationIds, scale))
    );
  };
  return ofVisit
    .filter((each) => each.code === NEWS2_SCORE && each.status === 'final' && isMadeWithIt(each))
    .map(({ id }) => id);
}
