import type { OpenFailure } from './transport.ts';

/** The systems the product runs on; anything else is read as Linux, whose words come from errno and are everybody's. */
export type Platform = 'linux' | 'darwin' | 'win32';

export function platformOf(name: string): Platform {
  return name === 'darwin' || name === 'win32' ? name : 'linux';
}

const LONGEST_DETAIL = 300;

type Words = readonly (readonly [RegExp, OpenFailure['code']])[];

/** What Node says when an addon is not there, was built for another runtime, or may not be loaded. */
const ADDON_MISSING =
  /no native build was found|cannot find (module|package)|err_module_not_found|err_dlopen_failed|was compiled against a different|not a valid win32 application|invalid elf header|cannot open shared object/i;

/** serialport 13 on every system: Linux and macOS name the errno; Windows has words of its own. */
const SERIAL_WORDS: Words = [
  [/no such file|file not found|no such device|device not configured|cannot find/i, 'port-absent'],
  [/cannot lock port|temporarily unavailable|resource busy/i, 'port-busy'],
  // Windows says this of a port that another program holds; its serial ports have no permissions of their own.
  [/access (is )?denied/i, 'port-busy'],
  [/permission denied|operation not permitted|eacces|eperm/i, 'port-forbidden'],
];

/** hidapi 0.15 through node-hid: errno on Linux, IOReturn on macOS, Win32 words on Windows. */
const HID_WORDS: Words = [
  [
    /permission denied|operation not permitted|eacces|eperm|0xe00002e2|access (is )?denied/i,
    'port-forbidden',
  ],
  [/resource busy|exclusive access|0xe00002c5|sharing violation|being used by another/i, 'port-busy'],
  [/no such file|no such device|not found|0xe00002c0/i, 'port-absent'],
];

/** Why a serial port did not open. `port-refused` is what nobody foresaw: no serial port at all, or settings it cannot have. */
export function serialFailureOf(error: unknown): OpenFailure {
  return failureOf(error, SERIAL_WORDS, 'port-refused');
}

/**
 * Why a HID device that is listed did not open. On Linux a device without a udev rule is listed and may not be opened, and
 * hidapi often says no more than that it cannot: that is `port-forbidden`.
 */
export function hidFailureOf(error: unknown, platform: Platform): OpenFailure {
  return failureOf(error, HID_WORDS, platform === 'linux' ? 'port-forbidden' : 'port-refused');
}

function failureOf(error: unknown, words: Words, otherwise: OpenFailure['code']): OpenFailure {
  const detail = wordsOf(error).slice(0, LONGEST_DETAIL);
  if (ADDON_MISSING.test(detail)) return { code: 'addon-missing', detail };
  return { code: words.find(([said]) => said.test(detail))?.[1] ?? otherwise, detail };
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string'
    ? `${error.message} (${error.code})`
    : error.message;
}
