import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** The Chromium of the machine: `CHROMIUM`, or where a distribution puts it; undefined where there is none. */
export const chromiumPath =
  process.env['CHROMIUM'] ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

/** Starts it without a window, with an empty profile, asking nothing of the network but the pages it is told to open. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * A `describe` with one browser, started before its tests and closed after them; it reports itself as skipped, by name,
 * where there is no Chromium.
 */
export function describeInChromium(name: string, tests: (browser: () => Browser) => void): void {
  if (chromiumPath === undefined) {
    describe.skip(`${name} (skipped: no Chromium, install the package chromium or set CHROMIUM)`, () => {
      it('needs a browser', () => undefined);
    });
    return;
  }
  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    tests(() => browser!);
  });
}
