import { technicalAnalysis } from '@bot-v2/engine';
import { CANDLESTICKS } from '@bot-v2/quant/candlesticks';
import { computeIndicator, exampleOf, INDICATORS } from '@bot-v2/quant/indicators';

const column = (phase: number) =>
  Float64Array.from({ length: 150 }, (_, i) => 100 + 9 * Math.sin(i / 3 + phase) + (i % 5));
const close = column(0);
const bars = {
  open: column(0.3),
  high: close.map((x) => x + 6),
  low: close.map((x) => x - 6),
  close,
  volume: column(1),
};
const other = column(2);

it('a strategy has every indicator, and the example of each gives what the catalogue computes', () => {
  for (const spec of INDICATORS) {
    const call = new Function('ta', 'bars', 'other', `return ${exampleOf(spec)};`);
    const result = call(technicalAnalysis, bars, other) as Float64Array | Record<string, Float64Array>;
    const columns = 'BYTES_PER_ELEMENT' in result ? { [spec.name]: result } : result;
    expect(columns).toEqual(computeIndicator(spec, { ...bars, other }));
  }
});

it('a strategy has every candlestick pattern', () => {
  for (const { name, compute } of CANDLESTICKS) {
    expect(technicalAnalysis.candlesticks[name as 'doji']).toBe(compute);
  }
});
