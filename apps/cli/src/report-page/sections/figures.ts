import type { Figures } from '@bot-v2/sdk';
import { grouped, money, percent, ratio, signedPercent } from '../../render/format-number.js';
import { definitions, section } from '../elements.js';
import { html } from '../markup.js';
import type { Markup } from '../markup.js';
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
    html`<div class="cards"></div>`,
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
    html`</div>`,
  );
}
