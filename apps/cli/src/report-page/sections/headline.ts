import { barsText } from '../../render/headline.js';
import { money, percent, ratio, signedPercent } from '../../render/format-number.js';
import { table } from '../elements.js';
import { html } from '../markup.js';
import type { Markup } from '../markup.js';
import { reportPath } from '../report-data.js';
import type { ReportData } from '../report-data.js';

/** The verdict, what was decided and judged on, and the three columns. */
export function headline(data: ReportData): Markup {
  const { run, report, marked } = data;
  const range = (path: string) =>
    html`${marked.day(`${path}/from`)} to ${marked.day(`${path}/to`)} (${marked.number(`${path}/bars`, String)} bars)`;
  const history = `${reportPath}/windows/history`;
  const doubts = [
    ...report.insufficient.map((_, i) => marked.text(`${reportPath}/insufficient/${i}`)),
    ...report.warnings.map((_, i) => marked.text(`${reportPath}/warnings/${i}`)),
    ...run.degraded.map((_, i) => marked.text(`/degraded/${i}`)),
  ];
  return html`<header class="top" id="top">
    <p class="kicker">${Object.keys(run.symbols).join(' ')} · ${run.workflow} · ${barsText(report.provenance)}</p>
    <h1>${title(data)}</h1>
    <p>
      ${report.windows.history === null ? null : html`Decided on ${range(history)}. `}Judged on
      ${range(`${reportPath}/windows/evaluation`)}${report.inSample ? ', in-sample' : report.windows.history === null ? '' : ', unseen'}.
    </p>
    ${
      doubts.length === 0
        ? null
        : html`<ul class="doubts">
            ${doubts.map((doubt) => html`<li>${doubt}</li>`)}
          </ul>`
    }
    ${keyFigures(data)}
  </header> `;
}

/** The verdict in the words of the result; the symbols for a result without one. */
function title({ run, report, marked }: ReportData): Markup {
  if (report.verdict === undefined) return html`${Object.keys(run.symbols).join(' ')}`;
  return html`<span class="said">Verdict</span> ${marked.text(`${reportPath}/verdict`)}`;
}

function keyFigures({ marked, currency }: ReportData): Markup {
  const columns = [`${reportPath}/stats`, `${reportPath}/benchmark/sameExposure`, `${reportPath}/benchmark/buyAndHold`];
  const row = (label: string, name: string, format: (value: number) => string) => [
    label,
    ...columns.map((path) => marked.number(`${path}/${name}`, format)),
  ];
  const bounds = columns.map((path) => {
    if (marked.at(`${path}/sharpeInterval`) === null) return marked.number(`${path}/sharpeInterval`, String);
    const bound = (k: number) => marked.number(`${path}/sharpeInterval/${k}`, (value) => ratio(value, 1));
    return html`${bound(0)} to ${bound(1)}`;
  });
  return table(
    'The bot beside holding',
    [
      { title: '' },
      { title: 'Bot', numeric: true },
      { title: 'Same exposure', numeric: true, meaning: 'Buy and hold with the average exposure of the bot' },
      { title: 'Buy & hold', numeric: true },
    ],
    [
      row('Total return', 'totalReturn', signedPercent),
      row('A year', 'cagr', signedPercent),
      row('Sharpe ratio', 'sharpe', ratio),
      ['Its interval', ...bounds],
      row('Sortino ratio', 'sortino', ratio),
      row('Volatility a year', 'annualizedVolatility', (value) => percent(value, 1)),
      row('Deepest drawdown', 'maxDrawdown', signedPercent),
      row('Time in market', 'timeInMarket', percent),
      row('Average exposure', 'averageExposure', percent),
      row('Costs', 'costs', (value) => money(value, currency)),
      row('Final equity', 'finalEquity', (value) => money(value, currency)),
    ],
  );
}
