import { equityCurveSchema } from './backtest-result.port.js';

const issues = (curve: unknown) =>
  equityCurveSchema.safeParse(curve).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('the curve of a report', () => {
  it('is passed on with the arrays it has', () => {
    const curve = { time: [1, 2], value: [100, 101.5] };
    const parsed = equityCurveSchema.parse(curve);
    expect(parsed).toEqual(curve);
    expect(parsed.value).toBe(curve.value);
  });

  it('holds finite numbers only, and says where it does not', () => {
    expect(issues({ time: [1, 2], value: [100, NaN] })).toEqual(['value.1 must be a finite number']);
    expect(issues({ time: [1, Infinity], value: [100, '101'] })).toEqual([
      'time.1 must be a finite number',
      'value.1 must be a finite number',
    ]);
    expect(issues({ time: [1, 2], value: new Array(2) })).toEqual(['value.0 must be a finite number']);
  });

  it('is two arrays and nothing else', () => {
    expect(issues({ time: [1] })).toEqual(['value must be an array of numbers']);
    expect(issues({ time: 1, value: Float64Array.of(1) })).toHaveLength(2);
    expect(issues({ time: [], value: [], drawdown: [] })).toHaveLength(1);
  });
});
