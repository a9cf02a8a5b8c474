import { percent, ratio, signedPercent } from '../../render/format-number.js';
import { regimeSwatch, section, table } from '../elements.js';
import { html } from '../markup.js';
import type { Content, Markup } from '../markup.js';
import { step } from '../marked-values.js';
import { reportPath } from '../report-data.js';
import type { ReportData } from '../report-data.js';

/** What was decided when and why, and how the run did in each regime. */
export function decisions(data: ReportData): Markup {
  const { run } = data;
  const reasons = Object.keys(run.symbols).map((symbol) => reasonsOf(data, symbol));
  return section('decisions', 'Decisions and regimes', timeline(data), reasons, regimes(data));
}

function timeline({ report, marked }: ReportData): Content {
  if (report.detail === undefined) return null;
  const path = `${reportPath}/detail/decisions`;
  return table(
    'Decisions over time',
    [
      { title: 'From the close of' },
      { title: 'Symbol' },
      { title: 'Strategy' },
      { title: 'Parameters' },
      { title: 'Size of a full signal', numeric: true },
    ],
    report.detail.decisions.map(({ symbol, params }, i) => [
      marked.day(`${path}/${i}/at`),
      symbol,
      marked.text(`${path}/${i}/strategy`),
      Object.entries(params).map(([name, value], k) => {
        const at = `${path}/${i}/params${step(name)}`;
        const shown = typeof value === 'number' ? marked.number(at, String) : String(value);
        return html`${k === 0 ? '' : ', '}${name} ${shown}`;
      }),
      marked.number(`${path}/${i}/fraction`, (value) => percent(value, 1)),
    ]),
  );
}

/** The reasons the steps gave, in their own words. */
function reasonsOf({ run, marked }: ReportData, symbol: string): Content {
  const values = run.symbols[symbol]!.result;
  const path = `/symbols${step(symbol)}/result`;
  const list = (title: string, pointers: readonly string[]) =>
    pointers.length === 0
      ? null
      : html`<h3>${title}</h3>
          <ul>
            ${pointers.map((pointer) => html`<li>${marked.text(pointer)}</li>`)}
          </ul>`;
  const texts = (name: string, count: number, inner = '') =>
    Array.from({ length: count }, (_, i) => `${path}/${name}/reasons/${i}${inner}`);
  return html`<details open>
    <summary>Why, for ${symbol}</summary>
    ${list('Strategy', texts('choice', values.choice?.reasons.length ?? 0))}
    ${list('Regime', texts('regime', values.regime?.reasons.length ?? 0))}
    ${list('Size', texts('size', values.size?.reasons.length ?? 0, '/text'))}
    ${list('Analysis', texts('analysis', values.analysis?.reasons.length ?? 0, '/text'))}
  </details>`;
}

function regimes({ report, marked }: ReportData): Content {
  return (report.detail?.regimes ?? []).map(({ symbol, scope, parts, spells }, k) => {
    const path = `${reportPath}/detail/regimes/${k}`;
    const whose = scope === 'portfolio' ? 'the run' : `the contribution of ${symbol}`;
    return [
      table(
        `How ${whose} did in each regime of ${symbol}`,
        [
          { title: 'Regime' },
          { title: 'Bars', numeric: true },
          { title: 'Time', numeric: true, meaning: 'share of the bars that were judged' },
          { title: 'Return', numeric: true },
          { title: 'Buy & hold', numeric: true },
          { title: 'A year', numeric: true, meaning: 'mean return of a bar times bars a year' },
          { title: 'Sharpe', numeric: true },
          { title: 'Drawdown', numeric: true },
          { title: 'Trades', numeric: true, meaning: 'trades entered' },
          { title: 'Won', numeric: true },
        ],
        parts.map(({ label }, i) => [
          label === null ? 'no label' : regimeSwatch(label),
          marked.number(`${path}/parts/${i}/bars`, String),
          marked.number(`${path}/parts/${i}/share`, percent),
          marked.number(`${path}/parts/${i}/return`, signedPercent),
          marked.number(`${path}/parts/${i}/buyAndHold`, signedPercent),
          marked.number(`${path}/parts/${i}/annualReturn`, signedPercent),
          marked.number(`${path}/parts/${i}/sharpe`, ratio),
          marked.number(`${path}/parts/${i}/maxDrawdown`, signedPercent),
          marked.number(`${path}/parts/${i}/trades`, String),
          marked.number(`${path}/parts/${i}/winRate`, percent),
        ]),
        parts.map(({ warning }, i) => (warning === null ? undefined : marked.text(`${path}/parts/${i}/warning`))),
      ),
      html`<p class="hint">
        Labels by the model ${marked.text(`${path}/model`)}. A bar belongs to the label known at the close before it;
        the figures of a regime are those of its bars put end to end.
      </p>`,
      html`<details>
        <summary>When which regime of ${symbol} was in force</summary>
        ${table(
          `Regimes of ${symbol} over time`,
          [{ title: 'Regime' }, { title: 'Known at the close of' }, { title: 'Through' }],
          spells.map(({ label }, i) => [
            regimeSwatch(label),
            marked.day(`${path}/spells/${i}/from`),
            marked.day(`${path}/spells/${i}/to`),
          ]),
        )}
      </details>`,
    ];
  });
}
