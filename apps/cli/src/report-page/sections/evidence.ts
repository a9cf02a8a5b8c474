import type { StressScenario } from '@bot-v2/sdk';
import { money, percent, ratio, signedPercent, years } from '../../render/format-number.js';
import { definitions, section, table } from '../elements.js';
import { html } from '../markup.js';
import type { Content, Markup } from '../markup.js';
import { reportPath } from '../report-data.js';
import type { ReportData } from '../report-data.js';

const scenarios: Readonly<Record<StressScenario['name'], string>> = {
  costs_doubled: 'Every cost twice',
  one_bar_later: 'One bar later',
  pessimistic_ties: 'Pessimistic ties',
  without_best_trades: 'Without the ten best trades',
};

/** Stress, intervals, track record, look-ahead probe: what speaks for the result and against it. */
export function evidence(data: ReportData): Markup {
  return section('evidence', 'How far to trust it', stress(data), intervals(data), probe(data));
}

function stress({ report, marked, currency }: ReportData): Content {
  if (report.stress === undefined) return null;
  const path = `${reportPath}/stress`;
  const rows = report.stress.scenarios.map(({ name, sharpeInterval }, i) => {
    const at = `${path}/scenarios/${i}`;
    const bound = (k: number) => marked.number(`${at}/sharpeInterval/${k}`, (value) => ratio(value, 1));
    return [
      scenarios[name],
      marked.number(`${at}/totalReturn`, signedPercent),
      marked.number(`${at}/sharpe`, ratio),
      sharpeInterval === null ? marked.number(`${at}/sharpeInterval`, String) : html`${bound(0)} to ${bound(1)}`,
      marked.number(`${at}/maxDrawdown`, signedPercent),
      marked.number(`${at}/costs`, (value) => money(value, currency)),
    ];
  });
  const unmeasured = report.stress.unmeasured.map(
    ({ name }, i) => html`<li>${scenarios[name]}: ${marked.text(`${path}/unmeasured/${i}/reason`)}</li>`,
  );
  return [
    html`<h3>Stress</h3>
      <p class="lead">${marked.text(`${path}/verdict`)}</p>`,
    table(
      'The same decisions in harder worlds',
      [
        { title: 'World' },
        { title: 'Return', numeric: true },
        { title: 'Sharpe', numeric: true },
        { title: 'Its interval', numeric: true },
        { title: 'Drawdown', numeric: true },
        { title: 'Costs', numeric: true },
      ],
      rows,
      report.stress.scenarios.map((_, i) => marked.text(`${path}/scenarios/${i}/text`)),
    ),
    unmeasured.length === 0
      ? null
      : html`<p>Not measured:</p>
          <ul>
            ${unmeasured}
          </ul>`,
  ];
}

function intervals({ report, marked }: ReportData): Content {
  const path = `${reportPath}/detail/intervals`;
  const bounds = (name: string, format: (value: number) => string) =>
    marked.at(`${path}/${name}`) === null
      ? marked.number(`${path}/${name}`, String)
      : html`${marked.number(`${path}/${name}/0`, format)} to ${marked.number(`${path}/${name}/1`, format)}`;
  const record = [
    [
      'Probability that the true Sharpe ratio is above zero',
      marked.number(`${reportPath}/stats/probabilisticSharpe`, percent),
    ],
    ['Record there is', marked.number(`${reportPath}/stats/years`, years)],
    ['Record needed to be sure', marked.number(`${reportPath}/stats/minimumTrackRecordYears`, years)],
  ] as const;
  if (report.detail === undefined) return [html`<h3>Track record</h3>`, definitions(record)];
  return [
    html`<h3>Intervals and track record</h3>`,
    definitions([
      ['Level', marked.number(`${path}/level`, percent)],
      ['Total return', bounds('totalReturn', (value) => signedPercent(value))],
      ['Sharpe ratio', bounds('sharpe', (value) => ratio(value, 1))],
      ['Deepest drawdown', bounds('maxDrawdown', (value) => signedPercent(value))],
      [
        'Resamples',
        html`${marked.number(`${path}/draws`, String)}, mean block ${marked.number(`${path}/meanBlock`, String)} bars`,
      ],
      ...record,
    ]),
  ];
}

function probe({ report, marked }: ReportData): Content {
  const path = `${reportPath}/lookAhead`;
  const { verdict, note } = report.lookAhead;
  return [
    html`<h3>Look-ahead probe</h3>`,
    definitions([
      ['Found', verdict === 'none_found' ? 'no look-ahead' : 'not proven'],
      [
        'Orders probed',
        html`${marked.number(`${path}/ordersProbed`, String)} of ${marked.number(`${path}/orders`, String)}`,
      ],
      ['Points', marked.number(`${path}/points`, String)],
      ['Futures tried', report.lookAhead.forms.join(', ') || 'none'],
      ...(note === null ? [] : [['Note', marked.text(`${path}/note`)] as const]),
    ]),
  ];
}
