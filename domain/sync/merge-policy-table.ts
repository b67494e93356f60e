import type { MergePolicy, ResourceDefinition } from '../resource/define-resource.ts';
import { retractionField } from './retraction.ts';

const MEANING: Readonly<Record<MergePolicy, string>> = {
  newest: 'the later stamp stands; the other value is kept as a noted Conflict and shown on the record',
  review:
    "the server's value stands as the safe reading; both are kept and an open Conflict waits for a person",
  union: 'no member of either side is lost',
  immutable: 'written once; another value changes nothing and opens a Conflict, seen or not',
};

const HEAD = `# How concurrent changes merge

Made from \`domain/resource/registry.ts\` by \`tests/docs/merge-policy.test.ts\`, which fails when this page is stale
(\`npx vitest run tests/docs -u\` writes it anew). The rules are \`domain/sync/merge.ts\`; docs/sync.md tells the rest.

A change whose author had seen a field's current value simply replaces it. Where it was changed meanwhile:
`;

const RULES = `
Above the single fields stand:

- **A retraction and an edit that had not seen each other.** The row stays whole and an open Conflict names both. Where the
  status is \`newest\` it reads entered-in-error in either order; where it is \`review\` the server's value stays until a person
  decides, so that an allergy never disappears from view by itself.
- **A signed note never changes.** Text that comes for it is kept beside it. A signature stands for the text its author saw;
  where another wrote meanwhile and the signature does not bring its text, the note stays unsigned until a person decides.
- **A Task that two workstations opened for one event** is one Task with one id. The second opening changes nothing, and
  what a Task was opened with never stands against what was done with it since; neither is a Conflict.
- **Two Appointments of one practitioner that overlap** both stand, and an open Conflict waits.
- A field of a newer version merges as \`newest\`, is kept and passed on.
`;

/** docs/merge-policy.md: every field of every resource with its policy. */
export function mergePolicyTable(resources: Readonly<Record<string, ResourceDefinition>>): string {
  const meanings = Object.entries(MEANING).map(([policy, meaning]) => `- \`${policy}\`: ${meaning}.`);
  const tables = Object.values(resources).map((definition) => {
    const retraction = retractionField(definition);
    const rows = Object.entries(definition.fields).map(
      ([name, { policy }]) => `| ${name} | ${policy} |${name === retraction ? ' retraction |' : ' |'}`,
    );
    return [`## ${definition.type}`, '', '| field | policy | |', '|---|---|---|', ...rows, ''].join('\n');
  });
  return [HEAD, ...meanings, RULES, ...tables].join('\n');
}
