import { bollinger, INDICATORS, rsi, warmupOf } from '@bot-v2/quant/indicators';
import { Analysis, truncate, validateSync } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { analyzeConfigSchema } from '../analyze-config.schema.js';
import { analyzeHistory } from '../analyze-history.js';
import { firstSampleBars } from '../../../../../tests/frames.js';

const bars: Bars = { ...firstSampleBars('MSFT', 600), actions: [] };
const readings = (indicators: readonly string[], of: Bars = bars) =>
  analyzeHistory(of, analyzeConfigSchema.parse({ indicators })).requested;
const refusal = (indicator: string) =>
  analyzeConfigSchema
    .safeParse({ indicators: [indicator] })
    .error?.issues.map(({ message }) => message)
    .join();

test('what is asked for is read at the last bar, under its full name', () => {
  const [one, other] = readings(['rsi(14)', 'bollinger(30, 2.5)'])!;
  expect(one).toEqual({ indicator: 'rsi(14)', values: { rsi: rsi(bars.close, 14)[599] }, warmup: 14, note: null });
  const { upper, middle, lower } = bollinger(bars.close, 30, 2.5);
  expect(other).toEqual({
    indicator: 'bollinger(30, 2.5)',
    values: { upper: upper[599], middle: middle[599], lower: lower[599] },
    warmup: 29,
    note: null,
  });
});

test('nothing asked for leaves no trace, and the score does not listen to what is', () => {
  expect(analyzeHistory(bars)).not.toHaveProperty('requested');
  const { requested: _, ...rest } = analyzeHistory(bars, analyzeConfigSchema.parse({ indicators: ['sma(7)', 'rsi'] }));
  expect(rest).toEqual(analyzeHistory(bars));
});

test.each([
  ['rsi', 'rsi(14)'],
  [' RSI ( 14 ) ', 'rsi(14)'],
  ['bollinger(30)', 'bollinger(30, 2)'],
  ['Linear-Reg_Slope', 'linearRegSlope(14)'],
  ['obv', 'obv'],
  ['obv()', 'obv'],
])('%j is %s', (asked, label) => {
  expect(readings([asked])![0]!.indicator).toBe(label);
});

test('every indicator of the catalogue that reads bars can be asked for', () => {
  const own = INDICATORS.filter((spec) => !spec.inputs.includes('other'));
  const found = readings(own.map(({ name }) => name))!;
  expect(found.map(({ warmup }) => warmup)).toEqual(own.map((spec) => warmupOf(spec)));
  const analysis = analyzeHistory(bars, analyzeConfigSchema.parse({ indicators: own.map(({ name }) => name) }));
  expect(validateSync(Analysis.schema, analysis)).toEqual({ value: analysis });
  found.forEach(({ values, note }, k) => {
    expect(Object.keys(values)).toEqual([...own[k]!.outputs]);
    const defined = Object.values(values).every((value) => value !== null);
    expect(note === null).toBe(defined);
    if (!own[k]!.sparse) expect({ [own[k]!.name]: defined }).toEqual({ [own[k]!.name]: true });
  });
});

test('one that warms up is null and says how many bars it needs', () => {
  const short = truncate(bars, 100, () => '');
  const [slow, edge] = readings(['sma(101)', 'sma(100)'], short)!;
  expect(slow).toEqual({
    indicator: 'sma(101)',
    values: { sma: null },
    warmup: 100,
    note: 'warms up: needs 101 bars, has 100',
  });
  expect(edge).toMatchObject({ warmup: 99, note: null });
  const [sparse] = readings(['zigzag'], bars)!;
  if (Object.values(sparse!.values).includes(null)) expect(sparse!.note).toBe('undefined on the last bar');
});

test.each([
  ['rsii(14)', 'there is no indicator "rsii". Did you mean "rsi"?'],
  ['bbands(20,2)', 'there is no indicator "bbands". Did you mean "bollinger"?'],
  ['quite-another-thing', 'there is no indicator "quite-another-thing". bot-v2 indicators lists all of them.'],
  ['rsi(0)', 'n must be an integer of at least 1, got 0'],
  ['rsi(2.5)', 'n must be an integer of at least 1, got 2.5'],
  ['rsi(14, 3)', '"rsi(14, 3)" has 2 parameters, rsi takes 1 (n)'],
  ['rsi(many)', '"many" in "rsi(many)" is not a number'],
  ['bollinger(,2)', '"" in "bollinger(,2)" is not a number'],
  ['rsi(14', '"rsi(14" is not an indicator like rsi or bollinger(20, 2)'],
  ['', '"" is not an indicator like rsi or bollinger(20, 2)'],
  ['beta', 'beta needs a second series, which an analysis has not'],
])('%j is refused: %s', (asked, why) => {
  expect(refusal(asked)).toContain(why);
});
