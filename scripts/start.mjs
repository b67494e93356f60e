/**
 * `npm start`: everything from an empty machine to an open practice clinic. Sets up, builds, starts the sync server on
 * loopback and one workstation window, says what it opened, and ends all of it on Ctrl-C.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ensureReady, fail } from './bootstrap.mjs';

const HELP = `Usage: npm start -- [options]

  (none)           opens the practice clinic: invented patients, owner's account made for you
  --new            a workstation without data: the first run, as in a real clinic
  --clinic <name>  opens a clinic made with --new again, for example clinic-1
  --second         a second workstation beside a running clinic; enrol it with a one-time code
  --port <number>  the server's port on 127.0.0.1 (8787, or a free one when that is taken)
  --no-window      server and portal only
  --help           this text

Data lies under the user's data folder; CLINIC_DATA_DIR names another. See docs/running.md.`;

const options = readOptions();
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
await ensureReady();
const { runClinic } = await import('./run-clinic.mjs');
const { printFailure } = await import('./setup.mjs');
try {
  process.exitCode = await runClinic({ ...options, practicePassword: inventPassword() });
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
process.exit();

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        new: { type: 'boolean', default: false },
        clinic: { type: 'string' },
        second: { type: 'boolean', default: false },
        port: { type: 'string' },
        'no-window': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
      throw new Error(`--port ${values.port} is not a port`);
    if (values.clinic !== undefined && !/^[a-z0-9-]{1,40}$/.test(values.clinic))
      throw new Error('--clinic takes small letters, digits and hyphens');
    if (values.new && values.clinic !== undefined)
      throw new Error('--new picks a name itself; leave --clinic away');
    return { ...values, port, withWindow: !values['no-window'] };
  } catch (error) {
    return fail(error.message, 'npm start -- --help explains the options.');
  }
}

/** Sixteen letters and digits in groups of four, none of them easily taken for another: about 78 bits. */
function inventPassword() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
