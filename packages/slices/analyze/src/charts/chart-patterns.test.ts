import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Bars } from '@bot-v2/sdk';
import { chartPatterns, type ChartPattern } from './chart-patterns.js';
import { CHART_NAMES, type ChartName } from './chart-shape.js';
import { labelledSeries, type LabelledSeries } from './labelled-shapes.fixture.js';
import { MEASURED } from './measured-confidence.js';

const side = 3;
const patternsOf = (series: Pick<LabelledSeries, 'high' | 'low' | 'close' | 'length'>): ChartPattern[] =>
  chartPatterns(series as unknown as Bars, side);

/** Seeds that no threshold was chosen on. */
const unseen = 10_000;

/** Counts of what was drawn, found where it was drawn, and found elsewhere. */
function measure(each: number, walks: number) {
  const counts = Object.fromEntries(CHART_NAMES.map((name) => [name, { hits: 0, wrong: 0, detected: 0 }])) as Record<
    ChartName,
    { hits: number; wrong: number; detected: number }
  >;
  const look = (series: LabelledSeries): void => {
    let hit = false;
    for (const { name, from, at } of patternsOf(series)) {
      if (name === series.label && from >= series.from && at <= series.to + 20) {
        counts[name].hits++;
        hit = true;
      } else counts[name].wrong++;
    }
    if (hit) counts[series.label!].detected++;
  };
  for (const name of CHART_NAMES) for (let seed = 0; seed < each; seed++) look(labelledSeries(name, unseen + seed));
  for (let seed = 0; seed < walks; seed++) look(labelledSeries(null, unseen + seed));
  const rounded = (x: number): number => Math.round(100 * x) / 100;
  return Object.fromEntries(
    CHART_NAMES.map((name) => {
      const { hits, wrong, detected } = counts[name];
      return [name, { precision: rounded((hits + 1) / (hits + wrong + 2)), recall: rounded(detected / each) }];
    }),
  );
}

it('the confidence given to users is the precision measured on labelled shapes', () => {
  const measured = measure(100, 300);
  if (process.env['UPDATE_CONFIDENCE'] === '1') {
    const file = new URL('measured-confidence.ts', import.meta.url);
    const lines = CHART_NAMES.map((name) => {
      const { precision, recall } = measured[name]!;
      return `  ${name}: { precision: ${precision}, recall: ${recall} },\n`;
    });
    const text = readFileSync(file, 'utf8').replace(/> = \{[^]*\};\n$/, `> = {\n${lines.join('')}};\n`);
    writeFileSync(file, text);
  } else expect(MEASURED).toEqual(measured);
});

it('a confirmed pattern never changes when bars are added, and adding bars loses none', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(null, ...CHART_NAMES),
      fc.nat(9999),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (label, seed, share) => {
        const series = labelledSeries(label, seed);
        const cut = Math.floor(share * series.length);
        const part = patternsOf({
          high: series.high.slice(0, cut),
          low: series.low.slice(0, cut),
          close: series.close.slice(0, cut),
          length: cut,
        });
        expect(part).toEqual(patternsOf(series).filter(({ at }) => at < cut));
      },
    ),
    { numRuns: 40 },
  );
});

it('a chart turned upside down has the opposite patterns, and the unit of price does not matter', () => {
  const opposite: Partial<Record<ChartName, ChartName>> = {
    double_top: 'double_bottom',
    head_and_shoulders: 'inverse_head_and_shoulders',
    ascending_triangle: 'descending_triangle',
    rising_wedge: 'falling_wedge',
    rising_channel: 'falling_channel',
    bull_flag: 'bear_flag',
  };
  const turned = (name: ChartName): ChartName =>
    opposite[name] ?? CHART_NAMES.find((each) => opposite[each] === name) ?? name;
  for (const label of CHART_NAMES) {
    const series = labelledSeries(label, 7);
    const { high, low, close } = series;
    const flipped = patternsOf({
      ...series,
      high: low.map((x) => -x),
      low: high.map((x) => -x),
      close: close.map((x) => -x),
    });
    const plain = patternsOf(series);
    expect(flipped.map(({ name, at }) => `${at} ${name}`).sort()).toEqual(
      plain.map(({ name, at }) => `${at} ${turned(name)}`).sort(),
    );
    const times = (column: Float64Array) => column.map((x) => x * 8);
    expect(patternsOf({ ...series, high: times(high), low: times(low), close: times(close) })).toEqual(
      plain.map((each) => ({ ...each, level: each.level * 8 })),
    );
  }
});

it('a flat chart and a short one have none', () => {
  const flat = new Float64Array(300).fill(50);
  expect(patternsOf({ high: flat, low: flat, close: flat, length: 300 })).toEqual([]);
  expect(patternsOf({ high: flat, low: flat, close: flat, length: 0 })).toEqual([]);
});
