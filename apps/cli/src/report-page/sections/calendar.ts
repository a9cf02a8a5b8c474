import { signedPercent } from '../../render/format-number.js';
import { chart, section, table } from '../elements.js';
import { html } from '../markup.js';
import type { Markup } from '../markup.js';
import { reportPath } from '../report-data.js';
import type { ReportData } from '../report-data.js';

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Months as a heat map, years beside holding, the distribution of returns, the deepest falls. */
export function calendar({ report, derived, marked }: ReportData): Markup {
  const { detail } = report;
  if (detail === undefined) return html``;
  const path = `${reportPath}/detail`;
  const most = Math.max(...detail.months.map((month) => Math.abs(month.return ?? 0)), 1e-9);
  const shade = (value: number | null) => {
    if (value === null) return 'h0';
    const strength = Math.ceil((Math.abs(value) / most) * 4);
    return value === 0 ? 'h0' : `${value > 0 ? 'up' : 'down'}${strength}`;
  };
  const years = detail.years.map(({ year }, i) => {
    const cells = monthNames.map((_, month) => {
      const k = detail.months.findIndex((entry) => entry.year === year && entry.month === month + 1);
      if (k < 0) return html`<td></td>`;
      return html`<td class="n ${shade(detail.months[k]!.return)}">
        ${marked.number(`${path}/months/${k}/return`, signedPercent)}
      </td>`;
    });
    return html`<tr>
      <th scope="row">${marked.number(`${path}/years/${i}/year`, String)}</th>
      ${cells}
    </tr> `;
  });
  return section(
    'calendar',
    'Returns by month, year and size',
    html`<div class="scroll" role="region" aria-label="Returns by month" tabindex="0">
      <table class="heat">
        <caption>
          Returns by month
        </caption>
        <thead>
          <tr>
            <th scope="col">Year</th>
            ${monthNames.map((name) => html`<th scope="col" class="n">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${years}
        </tbody>
      </table>
    </div>`,
    table(
      'Returns by year',
      [
        { title: 'Year' },
        { title: 'Bot', numeric: true },
        { title: 'Buy & hold', numeric: true },
        { title: 'Bars', numeric: true },
      ],
      detail.years.map((_, i) => [
        marked.number(`${path}/years/${i}/year`, String),
        marked.number(`${path}/years/${i}/return`, signedPercent),
        marked.number(`${path}/years/${i}/buyAndHold`, signedPercent),
        marked.number(`${path}/years/${i}/bars`, String),
      ]),
    ),
    derived.histogram === null
      ? null
      : chart(
          'histogram',
          'Distribution of returns a bar',
          'How many bars had a return of each size; the figures below give its shape.',
        ),
    table(
      'Deepest drawdowns',
      [
        { title: 'From' },
        { title: 'Lowest' },
        { title: 'Recovered' },
        { title: 'Depth', numeric: true },
        { title: 'Bars', numeric: true },
      ],
      detail.drawdowns.map((_, i) => [
        marked.day(`${path}/drawdowns/${i}/from`),
        marked.day(`${path}/drawdowns/${i}/trough`),
        marked.day(`${path}/drawdowns/${i}/to`),
        marked.number(`${path}/drawdowns/${i}/depth`, signedPercent),
        marked.number(`${path}/drawdowns/${i}/bars`, String),
      ]),
    ),
  );
}
