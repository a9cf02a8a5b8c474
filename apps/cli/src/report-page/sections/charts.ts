import { day, signedPercent } from '../../render/format-number.js';
import { chart, regimeSwatch, section } from '../elements.js';
import { html } from '../markup.js';
import type { Markup } from '../markup.js';
import type { ReportData } from '../report-data.js';

/** Prices with entries and exits, equity beside both benchmarks, drawdown, rolling Sharpe ratio: on one clock. */
export function charts({ report, bars, derived }: ReportData): Markup {
  const { stats, trades, benchmark, windows } = report;
  const change = (value: number | null) => (value === null ? 'undefined' : signedPercent(value));
  const prices = Object.entries(bars).map(([symbol, given]) => {
    if ('reason' in given)
      return html`<p class="missing">No price chart of ${symbol}: <span data-words>${given.reason}</span>.</p>`;
    const own = trades.filter((trade) => trade.symbol === symbol);
    const between = `${day(windows.evaluation.from)} to ${day(windows.evaluation.to)}`;
    const summary = `Closes from ${between} with ${own.length} trades: entries point up, exits down. All are in the table of trades.`;
    return chart('price', `${symbol}: price, entries and exits`, summary, symbol);
  });
  const equity =
    `Bot ${change(stats.totalReturn)}, same exposure ${change(benchmark.sameExposure.totalReturn)}, ` +
    `buy and hold ${change(benchmark.buyAndHold.totalReturn)}. Months and years are in tables.`;
  const fall = `Deepest ${change(stats.maxDrawdown)}. The falls are in a table.`;
  const regimes = report.detail?.regimes ?? [];
  const key = [...new Set(regimes.flatMap(({ parts }) => parts.flatMap(({ label }) => label ?? [])))];
  return section(
    'charts',
    'Price, equity and risk over time',
    html`<p class="hint">
      Drag over a chart to look closer, or focus one and use the arrow keys, plus, minus and zero; two fingers on a
      touch screen. All four keep the same clock.
    </p>`,
    key.length === 0
      ? null
      : html`<p class="hint key">
          Bands are regimes: ${key.map((label) => html`<span>${regimeSwatch(label)}</span> `)}
        </p>`,
    prices,
    chart('equity', 'Equity beside both ways of holding', equity),
    chart('drawdown', 'Drawdown', fall),
    html`${chart('rolling', 'Rolling Sharpe ratio', 'Of the bars before each day.')}
      <p class="hint">Over ${derivedWindow(derived.rolling.window)} bars, annualised.</p>`,
  );
}

function derivedWindow(window: number): Markup {
  return html`<data value="${window}" data-in="derived" data-path="/rolling/window">${window}</data>`;
}
