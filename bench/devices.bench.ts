import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureIdleHub } from './devices/idle-hub.ts';
import { measureBarePort, measureLastByteToScreen } from './devices/last-byte-to-screen.ts';
import { median, percentile, report } from './report.ts';

/** Devices in the real app: how soon a reading stands on the screen, and what a hub costs while nobody measures. */
const folder = mkdtempSync(join(tmpdir(), 'clinic-bench-devices-'));
const bare = await measureBarePort(folder);
const screen = await measureLastByteToScreen(folder);
report({
  name: 'reading-last-byte-to-screen',
  measured: median(screen),
  floor: median(bare),
  unit: 'ms',
  goal: 'p95 under 100 ms',
});
report({
  name: 'reading-last-byte-to-screen-p95',
  measured: percentile(screen, 0.95),
  floor: percentile(bare, 0.95),
  unit: 'ms',
  goal: 'under 100 ms',
});
const idle = await measureIdleHub(folder);
report({ name: 'idle-hub-cpu', ...idle, unit: '%', goal: 'under 1 % of a core' });
rmSync(folder, { recursive: true, force: true });
