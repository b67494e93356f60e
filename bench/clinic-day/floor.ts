import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { measure } from './measured.ts';
import { scatteredPatients, seededRows, type DaySize, type SeededRow } from './seeded-rows.ts';

/** The floor: the same rows without any merge data as gzipped NDJSON over HTTP between plain SQLite files. */
const [role = '', file = '', sizeText = ''] = process.argv.slice(2);
const size = JSON.parse(sizeText) as DaySize; // the bench wrote it
const sqlite = new Database(file);
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -65536'])
  sqlite.pragma(pragma);

type Type = SeededRow['type'];
const columnsByType = new Map<Type, readonly string[]>();
for (const { type, fields } of seededRows({ patients: 1, vitals: 1, edits: 0 })) {
  columnsByType.set(type, ['id', ...Object.keys(fields)]);
  sqlite.exec(
    `CREATE TABLE IF NOT EXISTS ${type} (${['id PRIMARY KEY', ...Object.keys(fields)].join(', ')})`,
  );
}
const columnsOf = (type: Type): readonly string[] => columnsByType.get(type) ?? [];
const insertByType = new Map(
  [...columnsByType].map(([type, columns]) => [
    type,
    sqlite.prepare(`INSERT OR REPLACE INTO ${type} VALUES (${columns.map(() => '?').join()})`),
  ]),
);

const toSql = (value: unknown) =>
  typeof value === 'boolean'
    ? Number(value)
    : typeof value === 'object' && value !== null
      ? JSON.stringify(value)
      : value;

function takeRows(ndjson: string): void {
  sqlite.transaction(() => {
    for (const line of ndjson.split('\n')) {
      if (line === '') continue;
      const { type, ...row } = JSON.parse(line) as { type: Type } & Record<string, unknown>; // the floor wrote it
      insertByType.get(type)?.run(columnsOf(type).map((column) => toSql(row[column])));
    }
  })();
}

function allRows(): string {
  const lines: string[] = [];
  for (const type of columnsByType.keys()) {
    for (const row of sqlite.prepare(`SELECT * FROM ${type}`).iterate())
      lines.push(JSON.stringify({ type, ...(row as object) }));
  }
  return lines.join('\n');
}

const editsOf = (from: string) => `${from}\n`;
let edits = '';

function takeEdits(ndjson: string): void {
  const update = sqlite.prepare('UPDATE Patient SET phone = ? WHERE id = ?');
  sqlite.transaction(() => {
    for (const line of ndjson.trim().split('\n')) {
      const { id, phone } = JSON.parse(line) as { id: string; phone: string }; // the floor wrote it
      update.run(phone, id);
    }
  })();
}

if (role === 'server') {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = chunks.length === 0 ? '' : gunzipSync(Buffer.concat(chunks)).toString('utf8');
      const path = `${incoming.method} ${incoming.url}`;
      if (path === 'POST /rows') takeRows(body);
      if (path === 'POST /edits') {
        edits = editsOf(body);
        takeEdits(body);
      }
      const answer = path === 'GET /rows' ? allRows() : path === 'GET /edits' ? edits : '';
      if (path === 'GET /edits') edits = '';
      outgoing.end(gzipSync(answer));
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port })); // listens on TCP
}

function call(url: string, method: string, path: string, body: string | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, url), { method }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => resolve(gunzipSync(Buffer.concat(chunks)).toString('utf8')));
    });
    outgoing.on('error', reject);
    outgoing.end(body === null ? undefined : gzipSync(body));
  });
}

interface Order {
  readonly order: 'seed' | 'push' | 'pull' | 'edit' | 'pull-edits' | 'exit';
  readonly url?: string;
}

async function run({ order, url = '' }: Order): Promise<unknown> {
  switch (order) {
    case 'seed': {
      const rows = [...seededRows(size)];
      takeRows(rows.map(({ type, id, fields }) => JSON.stringify({ type, id, ...fields })).join('\n'));
      return {};
    }
    case 'push':
      return measure(() => call(url, 'POST', '/rows', allRows()));
    case 'pull':
      return measure(async () => takeRows(await call(url, 'GET', '/rows', null)));
    case 'edit': {
      const made = scatteredPatients(size)
        .map((id, index) => JSON.stringify({ id, phone: `555-${index}` }))
        .join('\n');
      takeEdits(made);
      return measure(() => call(url, 'POST', '/edits', made));
    }
    case 'pull-edits':
      return measure(async () => {
        const made = await call(url, 'GET', '/edits', null);
        if (made !== '') takeEdits(made);
      });
    case 'exit':
      sqlite.pragma('wal_checkpoint(TRUNCATE)');
      return { diskMB: statSync(file).size / 1e6 };
  }
}

process.on('message', (message) => {
  void run(message as Order).then((answer) => process.send?.(answer)); // from the bench
});
process.on('disconnect', () => process.exit());
