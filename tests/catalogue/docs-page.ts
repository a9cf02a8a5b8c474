import type { CandlestickSpec } from '@bot-v2/quant/candlesticks';
import { exampleOf, INDICATOR_GROUPS, warmupOf, type IndicatorSpec } from '@bot-v2/quant/indicators';
import { notice } from './exports-page.js';

const cell = (text: string): string => text.replaceAll('|', '\\|');

function row(spec: IndicatorSpec): string {
  const params = spec.params.map(({ name, default: value }) => `${name} ${value}`).join(', ');
  const outputs = spec.outputs.length === 1 ? '' : ` → ${spec.outputs.join(', ')}`;
  return `| \`${spec.name}\` | ${cell(spec.title)}${outputs} | ${spec.inputs.join(' ')} | ${params} | ${warmupOf(spec)}${spec.sparse ? '\\*' : ''} | ${cell(spec.formula)} | ${cell(spec.source)} |`;
}

/** `docs/indicators.md`. */
export function docsPage(indicators: readonly IndicatorSpec[], candlesticks: readonly CandlestickSpec[]): string {
  const groups = INDICATOR_GROUPS.flatMap((group) => {
    const members = indicators.filter((spec) => spec.group === group);
    return [
      `## ${group.charAt(0).toUpperCase()}${group.slice(1)}`,
      '',
      '| name | what | reads | parameters | first bar | formula | source |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...members.map(row),
      '',
    ];
  });
  const [average, bands] = ['sma', 'bollinger'].map((name) =>
    exampleOf(indicators.find((each) => each.name === name)!),
  );
  return [
    `<!-- ${notice} -->`,
    '# Indicators and candlestick patterns',
    '',
    `${indicators.length} indicators and ${candlesticks.length} candlestick patterns. A strategy calls them in \`prepare\`:`,
    '',
    '```ts',
    `import { defineStrategy } from '@bot-v2/sdk';`,
    `import { z } from 'zod';`,
    '',
    'export default defineStrategy({',
    `  id: 'engulfed',`,
    `  version: '1.0.0',`,
    '  params: z.strictObject({}),',
    '  warmup: () => 20,',
    '  prepare: (bars, p, ta) => ({',
    `    average: ${average!},`,
    `    ...${bands!},`,
    '    engulfing: ta.candlesticks.engulfing(bars.open, bars.high, bars.low, bars.close),',
    '  }),',
    '  onBar: ({ cols, out }) => out.target(cols.engulfing.now > 0 && cols.average.now > cols.lower.now ? 1 : 0),',
    '});',
    '```',
    '',
    '`bot-v2 indicators NAME` prints what is here for one of them. An input `close` alone may be any series. The first bar',
    'is given for the defaults and counts from 0; rows before it are NaN. \\* more NaN follow wherever nothing is confirmed.',
    '',
    'A row with NaN in an input is NaN in every output, and after it an indicator or pattern starts anew: its values are those',
    'of a series that begins there, warm-up included. That holds for all of them, in batch and streaming.',
    '',
    ...groups,
    '## Candlestick patterns',
    '',
    '100 is bullish, -100 bearish, 0 none; a neutral pattern is 100 where it is. All read open, high, low and close.',
    '',
    '| name | what | says | candles | first bar | required |',
    '| --- | --- | --- | --- | --- | --- |',
    ...candlesticks.map(
      (spec) =>
        `| \`${spec.name}\` | ${cell(spec.title)} | ${spec.signals} | ${spec.bars} | ${spec.warmup} | ${cell(spec.formula)} |`,
    ),
    '',
    `Source of all patterns: ${[...new Set(candlesticks.map(({ source }) => source))].join('; ')}.`,
    '',
  ].join('\n');
}
