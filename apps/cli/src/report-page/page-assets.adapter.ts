import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What the page is made of beside its text, to be written into it. */
export interface PageAssets {
  /** Style sheets: the chart library's, then the page's. */
  readonly style: string;
  /** The chart library, then the script of the page. */
  readonly scripts: readonly [library: string, page: string];
  /** Licence of the chart library, which is passed on with it. */
  readonly licence: string;
}

/** Reads them from this package and from uPlot, which it depends on. */
export function pageAssets(): PageAssets {
  const from = createRequire(import.meta.url);
  const own = join(dirname(from.resolve('@bot-v2/cli/package.json')), 'assets');
  const library = dirname(from.resolve('uplot/package.json'));
  const text = (...path: readonly string[]) => readFileSync(join(...path), 'utf8');
  return {
    style: `${text(library, 'dist', 'uPlot.min.css')}\n${text(own, 'report.css')}`,
    scripts: [text(library, 'dist', 'uPlot.iife.min.js'), text(own, 'report.js')],
    licence: text(library, 'LICENSE'),
  };
}
