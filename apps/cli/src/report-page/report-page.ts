import { createHash } from 'node:crypto';
import type { Bars, RunResult } from '@bot-v2/sdk';
import { derivedSeries } from './derived-series.js';
import { MarkedValues } from './marked-values.js';
import { embeddedJson, html, verbatim } from './markup.js';
import type { PageAssets } from './page-assets.adapter.js';
import type { ChartBars, ReportData } from './report-data.js';
import { calendar } from './sections/calendar.js';
import { charts } from './sections/charts.js';
import { decisions } from './sections/decisions.js';
import { evidence } from './sections/evidence.js';
import { figures } from './sections/figures.js';
import { headline } from './sections/headline.js';
import { record } from './sections/record.js';
import { trades } from './sections/trades.js';

/** Bars of a symbol, or why there are none. */
export type PageBars = Readonly<Record<string, { readonly bars: Bars } | { readonly reason: string }>>;

/** The parts of the page, in order, with the heading each has in the navigation. */
const parts = [
  ['charts', 'Charts', charts],
  ['calendar', 'Months', calendar],
  ['trades', 'Trades', trades],
  ['evidence', 'Trust', evidence],
  ['figures', 'Figures', figures],
  ['decisions', 'Decisions', decisions],
  ['record', 'Record', record],
] as const;

/**
 * A kept run as one HTML page that needs nothing else: the record and what its charts show are in it as JSON, and every
 * number it shows names its place there (`data-in`, `data-path`). Its content security policy lets it load nothing.
 * @returns null for a run without a backtest
 */
export function reportPage(run: RunResult, bars: PageBars, assets: PageAssets): string | null {
  const report = run.portfolio.result.backtest;
  if (report === undefined) return null;
  const { from, to } = report.windows.evaluation;
  const data: ReportData = {
    run,
    report,
    bars: Object.fromEntries(Object.entries(bars).map(([symbol, given]) => [symbol, chartBars(given, from, to)])),
    derived: derivedSeries(report),
    marked: new MarkedValues('run', run),
    currency: report.provenance[0]?.quality.currency ?? 'USD',
  };
  const contents = parts
    .map(([id, title, part]) => ({ id, title, body: part(data) }))
    .filter(({ body }) => body.html !== '');
  const title = `${Object.keys(run.symbols).join(' ')} · ${run.runId}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy(assets)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${verbatim('style', assets.style)}
      </head>
      <body>
        <a class="skip" href="#main">To the result</a>
        <nav aria-label="Parts of the report">
          ${contents.map((part) => html`<a href="#${part.id}">${part.title}</a>`)}
        </nav>
        <main id="main">
          ${headline(data)}
          <noscript><p class="missing">The charts need scripts; every number is in the tables.</p></noscript>
          ${contents.map(({ body }) => body)}
        </main>
        <footer>
          <p>Past results say nothing certain about future ones. Nothing here is advice.</p>
          <details>
            <summary>Licence of the chart library uPlot</summary>
            <pre class="licence">${assets.licence}</pre>
          </details>
        </footer>
        ${embeddedJson('run', run)}${embeddedJson('bars', data.bars)}${embeddedJson('derived', data.derived)}
        ${assets.scripts.map((script) => verbatim('script', script))}
      </body>
    </html> `.html;
}

/** Nothing may be loaded, and no code but the page's own may run. */
function policy({ style, scripts }: PageAssets): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src ${scripts.map(hash).join(' ')}; base-uri 'none'; form-action 'none'`;
}

/** The bars that were judged, as plain numbers. */
function chartBars(given: PageBars[string], from: number, to: number): ChartBars {
  if ('reason' in given) return given;
  const { time, open, high, low, close } = given.bars;
  const first = time.findIndex((at) => at >= from);
  const after = time.findIndex((at) => at > to);
  const part = (column: Float64Array) => Array.from(column.subarray(Math.max(0, first), after < 0 ? undefined : after));
  return { time: part(time), open: part(open), high: part(high), low: part(low), close: part(close) };
}
