import { definitions, section, table } from '../elements.js';
import { html } from '../markup.js';
import type { Content, Markup } from '../markup.js';
import { reportPath } from '../report-data.js';
import type { ReportData } from '../report-data.js';

/** Where the data comes from, by which rules it was traded, and everything needed to run it again. */
export function record(data: ReportData): Markup {
  const { run, report, marked } = data;
  const rules = Object.keys(report.conventions).map((name) => {
    const at = `${reportPath}/conventions/${name}`;
    const value = marked.at(at);
    const shown =
      typeof value === 'number'
        ? marked.number(at, String)
        : typeof value === 'string'
          ? marked.text(at)
          : String(value);
    return [name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`), shown] as const;
  });
  return section(
    'record',
    'Data, rules and record',
    report.provenance.map((_, i) => passport(data, i)),
    html`<h3>Rules it traded by</h3>`,
    definitions(rules),
    html`<h3>The record</h3>`,
    definitions([
      ['Run', html`<code>${marked.text('/runId')}</code>`],
      ['Made', marked.day('/manifest/createdAt')],
      ['Seed', marked.number('/manifest/seed', String)],
      [
        'Orders',
        html`${marked.number(`${reportPath}/orders`, String)}, fills ${marked.number(`${reportPath}/fills`, String)}`,
      ],
      ['Hash of orders and fills', html`<code>${marked.text(`${reportPath}/orderHash`)}</code>`],
      ['Run it again', html`<code data-words>bot-v2 replay ${marked.text('/runId')}</code>`],
    ]),
    html`<details>
      <summary>Manifest</summary>
      <pre data-json="/manifest" tabindex="0" aria-label="Manifest as JSON">
${JSON.stringify(run.manifest, null, 2)}</pre>
    </details>`,
  );
}

/** What is known of one symbol's bars. */
function passport({ report, marked }: ReportData, i: number): Content {
  const path = `${reportPath}/provenance/${i}`;
  const { symbol, basis, provenance, quality, interval, actions } = report.provenance[i]!;
  const findings = quality.findings.map(({ check, severity }, k) => [
    check.replaceAll('_', ' '),
    severity,
    marked.number(`${path}/quality/findings/${k}/count`, String),
    marked.text(`${path}/quality/findings/${k}/message`),
  ]);
  return [
    html`<h3>Data passport of ${symbol}</h3>`,
    definitions([
      ['Kind', html`${provenance.kind}, ${provenance.provider}`],
      ['Source', marked.text(`${path}/provenance/source`)],
      [
        'Bars',
        html`${marked.number(`${path}/bars`, String)} of
        ${html`<span data-in="run" data-text="${path}/interval">${interval}</span>`}`,
      ],
      ['Prices', basis],
      ['Actions', html`${countOf(path, actions.length)} splits and dividends`],
      ['Bars in a year', marked.number(`${path}/quality/periodsPerYear`, String)],
      ['Content hash', html`<code>${marked.text(`${path}/provenance/contentHash`)}</code>`],
    ]),
    findings.length === 0
      ? html`<p>The checks found nothing.</p>`
      : table(
          `What the checks found in ${symbol}`,
          [{ title: 'Check' }, { title: 'Severity' }, { title: 'Rows', numeric: true }, { title: 'Finding' }],
          findings,
        ),
  ];
}

/** The length of a list of the JSON. */
function countOf(path: string, length: number): Markup {
  return html`<data value="${length}" data-in="run" data-length="${path}/actions">${length}</data>`;
}
