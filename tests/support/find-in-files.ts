import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where one of the secrets stands in a file below a folder: as it is, as UTF-16LE, or a key as bytes or hex. */
export interface Leak {
  readonly file: string;
  readonly secret: string;
}

/** Reads every file below `folder` and answers each secret found in it, by its label. */
export function findInFiles(folder: string, secrets: Readonly<Record<string, string | Buffer>>): Leak[] {
  const labelled = Object.entries(secrets).map(([label, secret]) => ({ label, needles: needlesOf(secret) }));
  return filesBelow(folder).flatMap((file) => {
    const content = readFileSync(file);
    const found = labelled.filter(({ needles }) => needles.some((needle) => content.includes(needle)));
    return found.map(({ label }) => ({ file: path.relative(folder, file), secret: label }));
  });
}

function needlesOf(secret: string | Buffer): Buffer[] {
  if (typeof secret === 'string') return [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'utf16le')];
  const texts = [
    secret.toString('hex'),
    secret.toString('hex').toUpperCase(),
    secret.toString('base64').slice(0, 42),
    secret.toString('base64url').slice(0, 42),
  ];
  return [secret, ...texts.map((text) => Buffer.from(text))];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
