import { createHash } from 'node:crypto';
import { idOfName } from '../../domain/uuid-v8.ts';

/** The id that belongs to a name, the same on every workstation. */
export function idOf(name: string): string {
  return idOfName(name, (text) => createHash('sha256').update(text).digest());
}
