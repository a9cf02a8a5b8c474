import type { BacktestReport, Trade } from '@bot-v2/sdk';
import { grouped, money, signedPercent } from '../../render/format-number.js';
import { section, table } from '../elements.js';
import { html } from '../markup.js';
import type { Markup } from '../markup.js';
import { reportPath } from '../report-data.js';
import type { ReportData } from '../report-data.js';

/** Trades that are listed; the record has all. */
const listed = 1_000;

/** Every trade with its reasons, and why its fills had their prices. */
export function trades({ report, marked, currency }: ReportData): Markup {
  const shown = report.trades.slice(0, listed);
  const fills = fillIndex(report);
  const price = (value: number) => grouped(value, 2);
  const amount = (value: number) => money(value, currency);
  const rows = shown.map((trade, i) => {
    const path = `${reportPath}/trades/${i}`;
    return [
      marked.day(`${path}/entryTime`),
      trade.symbol,
      trade.side,
      marked.number(`${path}/quantity`, (value) => grouped(value, Number.isInteger(value) ? 0 : 4)),
      marked.number(`${path}/entryPrice`, price),
      trade.exitTime === null ? 'open' : marked.day(`${path}/exitTime`),
      marked.number(`${path}/exitPrice`, price),
      marked.number(`${path}/pnl`, amount),
      marked.number(`${path}/return`, signedPercent),
      marked.number(`${path}/mae`, signedPercent),
      marked.number(`${path}/mfe`, signedPercent),
      marked.number(`${path}/bars`, String),
      marked.number(`${path}/costs`, amount),
    ];
  });
  /** Why the trade was made, and why its fills had their prices. */
  const reasons = (trade: Trade, path: string): Markup => {
    const [entry, exit] = trade.side === 'long' ? ['buy', 'sell'] : ['sell', 'buy'];
    const why = (time: number | null, side: string) => {
      const k = fills.get(`${trade.symbol} ${time} ${side}`);
      return k === undefined ? null : html` (${marked.text(`${reportPath}/executions/${k}/why`)})`;
    };
    const out = html`. Out: ${marked.text(`${path}/exitReason`)}${why(trade.exitTime, exit!)}`;
    return html`In:
    ${marked.text(`${path}/entryReason`)}${why(trade.entryTime, entry!)}${trade.exitReason === null ? null : out}`;
  };
  const more = report.trades.length - shown.length;
  return section(
    'trades',
    'Trades',
    table(
      'Trades, with the reason of each and why its fills had their prices',
      [
        { title: 'Entry' },
        { title: 'Symbol' },
        { title: 'Side' },
        { title: 'Quantity', numeric: true },
        { title: 'Price in', numeric: true },
        { title: 'Exit' },
        { title: 'Price out', numeric: true },
        { title: 'Profit', numeric: true },
        { title: 'Return', numeric: true },
        {
          title: 'MAE',
          numeric: true,
          meaning: 'Maximum adverse excursion: the furthest the price went against the entry',
        },
        { title: 'MFE', numeric: true, meaning: 'Maximum favourable excursion: the furthest it went with the entry' },
        { title: 'Bars', numeric: true },
        { title: 'Costs', numeric: true },
      ],
      rows,
      shown.map((trade, i) => reasons(trade, `${reportPath}/trades/${i}`)),
    ),
    more > 0 ? html`<p class="hint">Later trades are in the record.</p>` : null,
  );
}

/** Index of the first fill of a symbol, bar and side. */
function fillIndex({ executions = [] }: BacktestReport): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  executions.forEach(({ symbol, time, side }, k) => {
    const key = `${symbol} ${time} ${side}`;
    if (!found.has(key)) found.set(key, k);
  });
  return found;
}
