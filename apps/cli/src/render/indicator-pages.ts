import type { IndicatorEntry } from '../commands/indicators.command.js';
import { pad } from './columns.js';
import { hangingColumns } from './hanging-columns.js';
import type { Page } from './page.js';
import { wrapText } from './wrap-text.js';

/** The table of all, a heading a group: name, what it reads, first bar, what it is and its parameters with their defaults. */
export function renderIndicators(entries: readonly IndicatorEntry[], page: Page): string[] {
  const head = ['NAME', 'INPUTS', 'FIRST', 'WHAT'];
  const rows = entries.map(({ name, inputs, params, firstBar, sparse, title }) => [
    name,
    inputs.map(initial).join(' '),
    `${firstBar}${sparse ? '*' : ''}`,
    [title, params.map((param) => `${param.name} ${param.default}`).join(', ')].filter(Boolean).join(': '),
  ]);
  const [titles, ...lines] = hangingColumns([head, ...rows], ['left', 'left', 'right', 'left'], page.width);
  const groups = [...new Set(entries.map(({ group }) => group))];
  return [
    page.style.bold(titles!.join('\n')),
    ...groups.flatMap((group) => [
      page.style.bold(group.toUpperCase()),
      ...lines.filter((_, i) => entries[i]!.group === group).flat(),
      '',
    ]),
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
