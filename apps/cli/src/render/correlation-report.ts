import type { Correlation, CorrelationPair, RunResult } from '@bot-v2/sdk';
import { alignColumns } from './columns.js';
import { renderFacts } from './fact.js';
import type { Fact } from './fact.js';
import { counted, day, grouped, interval, ratio } from './format-number.js';
import { passportsOf, renderHeadline } from './headline.js';
import type { Page } from './page.js';
import { runFacts } from './run-facts.js';

/** Pairs shown at most: so many of the most correlated, and of the least. */
const shown = { most: 12, least: 6 };

/** Names of the columns of `correlationRows`. */
export function correlationHead({ settings }: Correlation): string[] {
  return ['pair', 'Pearson', '95 %', 'Spearman', `last ${settings.recentReturns}`, 'weighted', 'returns'];
}

/** A pair as cells; all are dashes where it has no correlation. */
export function correlationCells(pair: CorrelationPair): string[] {
  return [
    `${pair.a} ${pair.b}`,
    ratio(pair.pearson),
    interval(pair.interval, 2),
    ratio(pair.spearman),
    ratio(pair.recent),
    ratio(pair.weighted),
    grouped(pair.returns),
  ];
}

/** What the correlations amount to, and what they are made of. */
export function correlationFacts(correlation: Correlation): Fact[] {
  const { pairs, average, effectiveBets, symbols } = correlation;
  const defined = pairs.filter(({ pearson }) => pearson !== null);
  return [
    ...(average === null
      ? []
      : [{ label: 'Average', text: `${ratio(average)} over ${counted(defined.length, 'pair')}` }]),
    {
      label: 'Bets',
      text:
        effectiveBets.value === null
          ? `not defined: ${effectiveBets.reason ?? ''}`
          : `${ratio(effectiveBets.value)} effective of ${effectiveBets.symbols}: entropy of the eigenvalues`,
    },
    ...(symbols.length > 2 ? [{ label: 'Order', text: `${symbols.join(' ')}, like next to like` }] : []),
    ...pairs.flatMap(({ a, b, reason }) => (reason === null ? [] : [{ label: 'None', text: `${a} ${b}: ${reason}` }])),
    ...(defined.length === 0 ? [] : how(correlation, defined)),
  ];
}

function how({ basis, settings }: Correlation, defined: readonly CorrelationPair[]): Fact[] {
  const bases = [...new Set(Object.values(basis))].join(' and ').replaceAll('_', ' ');
  const [from, to] = [Math.min(...defined.map((pair) => pair.from!)), Math.max(...defined.map((pair) => pair.to!))];
  return [
    {
      label: 'Returns',
      text: `log returns of ${bases} prices between common bars, ${day(from)} … ${day(to)}; weights halve in ${grouped(settings.halfLife)} bars`,
    },
    { label: 'Interval', text: settings.interval },
  ];
}

/** Correlations as a table, the most correlated pair first, and what they amount to. */
export function renderCorrelation(result: RunResult, correlation: Correlation, page: Page): string[] {
  const { pairs } = correlation;
  const hidden = pairs.length - shown.most - shown.least;
  const rows = pairs.map(correlationCells);
  const lines = alignColumns(
    [correlationHead(correlation), ...rows],
    ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
  );
  const table =
    hidden <= 0
      ? lines
      : [
          ...lines.slice(0, 1 + shown.most),
          `… ${counted(hidden, 'pair')} between …`,
          ...lines.slice(lines.length - shown.least),
        ];
  return [
    renderHeadline(result, passportsOf(result), page),
    '',
    ...(pairs.length === 0 ? ['There is only one symbol: nothing to correlate.'] : table),
    '',
    ...renderFacts([...correlationFacts(correlation), ...runFacts(result)], page),
  ];
}
