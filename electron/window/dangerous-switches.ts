/**
 * Chromium and Node switches that open a packaged app to others: debuggers, extensions, weakened web security or sandbox,
 * another resolver or proxy, another profile. No fuse covers them (measured), so main refuses to start.
 */
const DANGEROUS = [
  'remote-debugging',
  'remote-allow-origins',
  'inspect',
  'load-extension',
  'disable-extensions-except',
  'disable-web-security',
  'disable-site-isolation',
  'ignore-certificate-errors',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'host-rules',
  'host-resolver-rules',
  'proxy-',
  'js-flags',
  'no-sandbox',
  'disable-sandbox',
  'disable-setuid-sandbox',
  'single-process',
  'user-data-dir',
  'enable-logging',
  'log-net-log',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
];

/** The dangerous switches of a command line, without their values. */
export function dangerousSwitchesOf(args: readonly string[]): string[] {
  const names = args
    .filter((arg) => /^--?[a-z]/i.test(arg))
    .map((arg) => arg.replace(/^--?/, '').replace(/=.*$/s, '').toLowerCase());
  return names.filter((name) => DANGEROUS.some((dangerous) => name.startsWith(dangerous)));
}
