import type { IndicatorEntry } from '../commands/indicators.command.js';
import { alignColumns, pad } from './columns.js';
import type { Page } from './page.js';
import { wrapText } from './wrap-text.js';

/** The table of all: name, what it reads, parameters with their defaults, first bar, what it is; a heading a group. */
export function renderIndicators(entries: readonly IndicatorEntry[], page: Page): string[] {
  const head = ['NAME', 'GROUP', 'INPUTS', 'PARAMETERS', 'FIRST BAR', 'WHAT'];
  const rows = entries.map(({ name, group, inputs, params, firstBar, sparse, title }) => [
    name,
    group,
    inputs.map(initial).join(' '),
    shortened(params.map((param) => `${param.name} ${param.default}`).join(', ')),
    `${firstBar}${sparse ? '*' : ''}`,
    title,
  ]);
  const [titles, ...lines] = alignColumns([head, ...rows], ['left', 'left', 'left', 'left', 'right', 'left']);
  return [
    page.style.bold(titles!),
    ...lines,
    '',
    ...wrapText(
      `${entries.length} of them; o h l c v are the columns of a bar, x another series; first bars are for the defaults; * may be undefined after it too. bot-v2 indicators NAME says all of one.`,
      page.width,
    ),
  ];
}

/** All of one. */
export function renderIndicator(entry: IndicatorEntry, page: Page): string[] {
  const bounds = ({ min, max, integer }: IndicatorEntry['params'][number]): string => {
    const kind = integer ? 'whole number' : 'number';
    const least = min === null ? [] : [min === Number.MIN_VALUE ? 'above 0' : `at least ${min}`];
    return [kind, ...least, ...(max === null ? [] : [`at most ${max}`])].join(', ');
  };
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ['Group', [entry.group]],
    ['Formula', [entry.formula]],
    ['Source', [entry.source]],
    ['Inputs', [entry.inputs.join(', ')]],
    [
      'Parameters',
      entry.params.length === 0
        ? ['none']
        : entry.params.map((param) => `${param.name} = ${param.default} (${bounds(param)})`),
    ],
    ['Outputs', [entry.outputs.join(', ')]],
    [
      'First bar',
      [
        `${entry.firstBar} with the defaults, counted from 0; NaN before it` +
          (entry.sparse ? ', and after it wherever nothing is confirmed' : ''),
      ],
    ],
    ['Strategy', [`prepare: (bars, p, ta) => (${columnsOf(entry)})`]],
  ];
  const margin = 12;
  return [
    `${page.style.bold(entry.name)}  ${entry.title}`,
    '',
    ...facts.flatMap(([title, texts]) =>
      texts
        .flatMap((text) => wrapText(text, page.width - margin))
        .map((line, i) => (i === 0 ? page.style.dim(pad(title, margin)) : ' '.repeat(margin)) + line),
    ),
  ];
}

/** What `prepare` returns: one named column, or all outputs under their names. */
function columnsOf({ name, outputs, example }: IndicatorEntry): string {
  return outputs.length === 1 ? `{ ${name}: ${example} }` : `{ ...${example} }`;
}

const initial = (input: string): string => (input === 'other' ? 'x' : input.charAt(0));

/** A list of parameters is cut where it would widen the whole table. */
const shortened = (text: string): string => (text.length <= 36 ? text : `${text.slice(0, 35)}…`);
