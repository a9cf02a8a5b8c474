import type { Figures } from '@bot-v2/sdk';
import { grouped, money, percent, ratio, signedPercent } from '../../render/format-number.js';
import { definitions, section, table } from '../elements.js';
import { html } from '../markup.js';
import type { Content, Markup } from '../markup.js';
import { step } from '../marked-values.js';
import type { MarkedValues } from '../marked-values.js';
import { reportPath } from '../report-data.js';
import type { ReportData } from '../report-data.js';

type Format = (value: number) => string;
type Row = readonly [label: string, name: keyof Figures, format: Format];

const change: Format = (value) => signedPercent(value);
const fine: Format = (value) => signedPercent(value, 2);
const share: Format = (value) => percent(value, 1);
const plain: Format = (value) => ratio(value);
const count: Format = (value) => grouped(value);

/** What trading cost, and every figure there is beside the headline's. */
export function figures({ report, marked, currency }: ReportData): Markup {
  if (report.detail === undefined) return html``;
  const amount: Format = (value) => money(value, currency);
  const list = (title: string, rows: readonly Row[]) =>
    html`<div class="card">
      <h3>${title}</h3>
      ${definitions(
        rows.map(([label, name, format]) => [label, marked.number(`${reportPath}/detail/figures/${name}`, format)]),
      )}
    </div>`;
  const stats = `${reportPath}/stats`;
  return section(
    'figures',
    'Costs and figures',
    contributions(report.symbols, marked, currency),
    html`<div class="cards">
      ${[
        list('Costs, in money', [
          ['Commission', 'commission', amount],
          ['Spread', 'spread', amount],
          ['Slippage', 'slippage', amount],
          ['Interest and borrowing', 'interest', amount],
          ['Costs of the profit before them', 'costsOfProfit', share],
          ['Bought and sold', 'traded', amount],
          ['Turnover a year, of equity', 'turnover', plain],
        ]),
        list('Returns a bar', [
          ['Best', 'bestBar', fine],
          ['Worst', 'worstBar', fine],
          ['Share above zero', 'positiveBars', share],
          ['Skewness', 'skewness', plain],
          ['Kurtosis, normal being three', 'kurtosis', plain],
          ['Value at risk, worst twentieth', 'valueAtRisk', fine],
          ['Mean beyond it', 'conditionalValueAtRisk', fine],
          ['Downside deviation a year', 'downsideDeviation', share],
          ['Omega', 'omega', plain],
          ['Tail ratio', 'tailRatio', plain],
          ['Stability of growth', 'stability', plain],
        ]),
        list('Falls', [
          ['Average depth', 'averageDrawdown', change],
          ['Longest, in bars', 'longestDrawdownBars', count],
          ['Ulcer index', 'ulcerIndex', share],
          ['Recovery factor', 'recoveryFactor', plain],
        ]),
        list('Against holding', [
          ['Alpha a year', 'alpha', change],
          ['Beta', 'beta', plain],
          ['Correlation', 'correlation', plain],
          ['Information ratio', 'informationRatio', plain],
          ['Capture of rises', 'upCapture', share],
          ['Capture of falls', 'downCapture', share],
        ]),
        html`<div class="card">
          <h3>Closed trades</h3>
          ${definitions([
            ['Closed', marked.number(`${stats}/closedTrades`, count)],
            ['Open at the end', marked.number(`${stats}/openTrades`, count)],
            ['Won', marked.number(`${stats}/winRate`, share)],
            ['Profit factor', marked.number(`${stats}/profitFactor`, plain)],
            ['Average return', marked.number(`${stats}/averageTradeReturn`, fine)],
            ['Calmar ratio', marked.number(`${stats}/calmar`, plain)],
          ])}
        </div>`,
        list('Of a trade', [
          ['Expected profit', 'expectancy', amount],
          ['Best', 'bestTrade', change],
          ['Worst', 'worstTrade', change],
          ['Average win', 'averageWin', change],
          ['Average loss', 'averageLoss', change],
          ['Payoff ratio', 'payoffRatio', plain],
          ['System quality number', 'sqn', plain],
          ['Bars held', 'averageBars', (value) => ratio(value, 1)],
          ['Long', 'longTrades', count],
          ['Short', 'shortTrades', count],
          ['Most wins in a row', 'longestWinStreak', count],
          ['Most losses in a row', 'longestLossStreak', count],
          ['Average adverse excursion', 'averageMae', change],
          ['Average favourable excursion', 'averageMfe', change],
        ]),
      ]}
    </div>`,
  );
}

/** What each of several symbols did in the shared account; nothing for one alone. */
function contributions(symbols: readonly string[], marked: MarkedValues, currency: string): Content {
  const pathOf = (symbol: string) => `/symbols${step(symbol)}/result/backtest`;
  const told = symbols.filter((symbol) => marked.at(`${pathOf(symbol)}/contribution`) !== undefined);
  if (told.length === 0) return null;
  const amount: Format = (value) => money(value, currency);
  const columns: readonly (readonly [title: string, path: string, format: Format, meaning?: string])[] = [
    ['Profit', 'contribution/profit', amount],
    ['Share', 'contribution/profitShare', share, 'of the profit of all symbols'],
    ['Closed', 'stats/closedTrades', count],
    ['Won', 'stats/winRate', share],
    ['Expected', 'contribution/expectancy', amount, 'mean profit of a trade'],
    ['Best', 'contribution/bestTrade', change],
    ['Worst', 'contribution/worstTrade', change],
    ['Wins in a row', 'contribution/longestWinStreak', count],
    ['Losses in a row', 'contribution/longestLossStreak', count],
    ['Against', 'contribution/averageMae', change, 'average adverse excursion'],
    ['With', 'contribution/averageMfe', change, 'average favourable excursion'],
    ['Commission', 'contribution/commission', amount],
    ['Spread', 'contribution/spread', amount],
    ['Slippage', 'contribution/slippage', amount],
    ['Turnover', 'contribution/turnover', plain, 'a year, of the equity of the account'],
    ['In market', 'stats/timeInMarket', share],
    ['Exposure', 'stats/averageExposure', share, 'average, of the equity of the account'],
  ];
  return [
    table(
      'What each symbol did in the shared account',
      [
        { title: 'Symbol' },
        ...columns.map(([title, , , meaning]) => ({
          title,
          numeric: true,
          ...(meaning === undefined ? {} : { meaning }),
        })),
      ],
      told.map((symbol) => [
        symbol,
        ...columns.map(([, path, format]) => marked.number(`${pathOf(symbol)}/${path}`, format)),
      ]),
    ),
    html`<p class="hint">
      Returns, falls and intervals are those of the account alone, whose cash the symbols share.
    </p>`,
  ];
}
