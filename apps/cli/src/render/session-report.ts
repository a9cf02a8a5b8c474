import type { RunResult, SessionReport } from '@bot-v2/sdk';
import { decisionFacts } from './backtest-report.js';
import { dataFact, shownHash } from './data-fact.js';
import { renderEquityChart } from './equity-chart.js';
import { renderFacts } from './fact.js';
import { counted, day, money, signedPercent } from './format-number.js';
import { renderHeadline } from './headline.js';
import type { Page } from './page.js';
import { runFacts } from './run-facts.js';

const chartWidth = 56;

/** The capital the run was configured with. */
function capitalOf({ manifest }: RunResult): number | undefined {
  const account = manifest.config['account'] as { readonly capital?: unknown } | undefined;
  return typeof account?.capital === 'number' ? account.capital : undefined;
}

/** A paper or live session as text: what it did, what the account is worth, where the journal is. */
export function renderSession(result: RunResult, session: SessionReport, page: Page): string[] {
  const symbols = Object.entries(result.symbols);
  const passports = symbols.flatMap(([, { result: values }]) => (values.data === undefined ? [] : [values.data]));
  const currency = passports[0]?.quality.currency ?? 'USD';
  const { time, value } = session.equityCurve;
  const first = capitalOf(result) ?? value[0];
  const change = first === undefined || first === 0 ? null : session.finalEquity / first - 1;
  const won = session.trades.filter((trade) => trade.exitTime !== null && trade.pnl > 0).length;
  const closed = session.trades.filter((trade) => trade.exitTime !== null).length;
  const open = session.trades.length - closed;
  const span = time.length === 0 ? '' : `, ${day(time[0]!)} … ${day(time[time.length - 1]!)}`;
  const feed = session.feed === 'replay' ? 'stored bars replayed' : 'live feed';
  return [
    renderHeadline(result, passports, page),
    '',
    ...renderEquityChart(session.equityCurve, Math.min(page.width, chartWidth)),
    ...renderFacts(
      [
        { label: 'Session', text: `${session.sessionId}, ${session.kind}, ${session.start}, ${session.state}` },
        { label: 'Feed', text: `${feed}: ${counted(session.bars, 'bar')}${span}` },
        {
          label: 'Equity',
          text:
            `${money(session.finalEquity, currency)}` +
            (change === null ? '' : ` (${signedPercent(change)} since the start)`) +
            `, cash ${money(session.cash, currency)}`,
        },
        {
          label: 'Orders',
          text: `${counted(session.orders, 'order')} · ${counted(session.fills, 'fill')} · ${session.rejected} rejected`,
        },
        {
          label: 'Trades',
          text: `${closed} closed${open === 0 ? '' : ` + ${open} open`}${closed === 0 ? '' : ` · ${won} of ${closed} won`}`,
        },
      ],
      page,
    ),
    ...symbols.flatMap(([symbol]) => [
      ...(symbols.length > 1 ? [page.style.bold(symbol)] : []),
      ...renderFacts(decisionFacts(result, symbol), page),
    ]),
    ...renderFacts(
      [
        {
          label: 'Journal',
          text:
            `${session.journal.path} (${counted(session.journal.events, 'event')}, ` +
            `tail ${session.journal.tailHash.slice(0, shownHash)}…)`,
        },
        ...passports.map(dataFact),
        ...session.warnings.map((text) => ({ label: 'Warning', text })),
        ...runFacts(result),
      ],
      page,
    ),
  ];
}
