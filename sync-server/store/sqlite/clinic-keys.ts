import { eq } from 'drizzle-orm';
import { clinic } from '../../../drizzle/server/schema/identity.ts';
import type { ServerDatabase } from './open-database.ts';

/** The short number a clinic has in every table. */
export interface ClinicKeys {
  /** Throws for a clinic that was never founded: callers come through a session, which names one that was. */
  readonly keyOf: (clinicId: string) => number;
}

/** Looks each clinic up once. */
export function createClinicKeys({ drizzle: db }: ServerDatabase): ClinicKeys {
  const keyByClinicId = new Map<string, number>();
  return {
    keyOf(clinicId) {
      const known = keyByClinicId.get(clinicId);
      if (known !== undefined) return known;
      const row = db
        .select({ key: clinic.clinicKey })
        .from(clinic)
        .where(eq(clinic.clinicId, clinicId))
        .get();
      if (row === undefined) throw new Error('no such clinic');
      keyByClinicId.set(clinicId, row.key);
      return row.key;
    },
  };
}
