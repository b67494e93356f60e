import { ClinicRole } from '../../domain/access/roles.ts';
import type { ClinicRecordStore, ResourceRow } from '../store/clinic-record.ts';
import type { WorkingRecord } from './working-record.ts';

/** The role of a person whose account is active; null for anybody else. Unknown means refuse. */
export async function clinicRoleOf(
  record: ClinicRecordStore,
  clinicId: string,
  practitionerId: string,
): Promise<ClinicRole | null> {
  const accounts = await record.resourcesOfType(clinicId, 'StaffAccount');
  const account = accounts.find((row) => row.fields['practitionerId'] === practitionerId);
  return account === undefined || account.fields['active'] !== true ? null : roleOf(account);
}

/** The role in a StaffAccount row; null when it names none this version knows. */
export function roleOf(account: ResourceRow): ClinicRole | null {
  const role = ClinicRole.safeParse(account.fields['role']);
  return role.success ? role.data : null;
}

/** The clinic's accounts as a push goes through: what it creates or closes counts for what comes after it. */
export interface Staff {
  readonly accountOf: (practitionerId: string) => ResourceRow | null;
  readonly hasAnyAccount: () => boolean;
  readonly learn: (account: ResourceRow) => void;
}

/** The accounts as they are before the push; their rows are loaded into `record`. */
export async function loadStaff(record: WorkingRecord): Promise<Staff> {
  const accountByPractitioner = new Map<string, ResourceRow>();
  const learn = (account: ResourceRow) => {
    const { practitionerId } = account.fields;
    if (typeof practitionerId === 'string') accountByPractitioner.set(practitionerId, account);
  };
  for (const account of await record.rowsOfType('StaffAccount')) learn(account);
  return {
    accountOf: (practitionerId) => accountByPractitioner.get(practitionerId) ?? null,
    hasAnyAccount: () => accountByPractitioner.size > 0,
    learn,
  };
}
