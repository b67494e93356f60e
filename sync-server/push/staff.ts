import { ClinicRole } from '../../domain/access/roles.ts';
import type { ClinicRecordStore, ResourceRow } from '../store/clinic-record.ts';

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
