import { expect, test } from 'vitest';
import { resources } from '../../domain/resource/registry.ts';
import { mergePolicyTable } from '../../domain/sync/merge-policy-table.ts';

test('docs/merge-policy.md is what the registry says', async () => {
  await expect(mergePolicyTable(resources)).toMatchFileSnapshot('../../docs/merge-policy.md');
});
