import fc from 'fast-check';
import {
  alphaBeta,
  annualisedReturn,
  annualisedVolatility,
  battingAverage,
  cagr,
  calmar,
  capture,
  conditionalValueAtRisk,
  cumulativeReturn,
  downsideDeviation,
  drawdownSeries,
  drawdownTable,
  equityFromReturns,
  expectancy,
  hitRate,
  informationRatio,
  maxDrawdown,
  median,
  omega,
  payoffRatio,
  profitFactor,
  returnsFromEquity,
  sharpe,
  sortino,
  stability,
  tailRatio,
  ulcerIndex,
  valueAtRisk,
} from './index.js';

const returns = fc.array(
  fc.integer({ min: -900, max: 900 }).map((value) => value / 10_000),
  { minLength: 20, maxLength: 80, size: 'max' },
);

describe('ratios', () => {
  it('are null, never NaN, infinite or 0, where they mean nothing', () => {
    const flat = new Float64Array(30).fill(0.001);
    expect([sharpe(flat), sharpe([0.1, -0.1]), sortino(flat), calmar(flat), omega(flat)]).toEqual(
      new Array(5).fill(null),
    );
    expect([profitFactor([1, 2]), payoffRatio([1]), hitRate([0, 0]), expectancy([])]).toEqual(new Array(4).fill(null));
    expect([tailRatio([]), valueAtRisk([]), conditionalValueAtRisk([]), stability([0.1])]).toEqual(
      new Array(4).fill(null),
    );
    expect([annualisedReturn([]), annualisedVolatility([0.1]), cagr(0, 1, 1), cagr(1, 2, 0)]).toEqual(
      new Array(4).fill(null),
    );
    expect([alphaBeta([0.1, 0.2], [0.1, 0.1]), capture([0.1], [0]), informationRatio([0.1, 0.1], [0, 0])]).toEqual([
      null,
      null,
      null,
    ]);
    expect([battingAverage([], []), battingAverage([0.1, 0.2, 0], [0, 0.3, 0])]).toEqual([null, 1 / 3]);
    expect(() => battingAverage([0.1], [])).toThrow(/battingAverage.*same length/);
    expect([maxDrawdown([]), ulcerIndex([])]).toEqual([null, null]);
  });

  it('are null where a return is NaN, and not those of the others', () => {
    const holed = [0.01, -0.02, Number.NaN, 0.03, ...new Array<number>(20).fill(-0.01)];
    const each = [
      sharpe,
      sortino,
      downsideDeviation,
      calmar,
      omega,
      valueAtRisk,
      conditionalValueAtRisk,
      tailRatio,
      median,
    ];
    for (const statistic of [...each, hitRate, profitFactor, payoffRatio, expectancy, stability]) {
      expect([statistic.name, statistic(holed)]).toEqual([statistic.name, null]);
    }
    const equity = equityFromReturns(holed);
    expect([maxDrawdown(equity), ulcerIndex(equity)]).toEqual([null, null]);
    expect(() => drawdownTable(equity)).toThrow(/drawdownTable: equity must be a number/);
  });

  it('a level is a share', () => {
    for (const level of [-0.1, 1.5, Number.NaN]) {
      expect(() => valueAtRisk([0.1, 0.2], level)).toThrow(RangeError);
      expect(() => conditionalValueAtRisk([0.1, 0.2], level)).toThrow(RangeError);
    }
  });

  it('Sharpe is mean over deviation, scaled by the year and blind to leverage', () => {
    fc.assert(
      fc.property(returns, fc.integer({ min: 1, max: 9 }), (r, leverage) => {
        const plain = sharpe(r, { periods: 1 });
        if (plain === null) return;
        expect(sharpe(r)!).toBeCloseTo(plain * Math.sqrt(252), 9);
        expect(
          sharpe(
            r.map((value) => value * leverage),
            { periods: 1 },
          )!,
        ).toBeCloseTo(plain, 9);
      }),
    );
  });

  it('win and loss figures add up', () => {
    const x = [3, -1, 0, 2, -4];
    expect([hitRate(x), profitFactor(x), payoffRatio(x), expectancy(x)]).toEqual([0.5, 1, 1, 0]);
    expect(omega([0.02, -0.01, 0.01])).toBeCloseTo(3, 12);
    expect(cagr(100, 121, 2)).toBeCloseTo(0.1, 14);
    expect(cagr(100, 0, 1)).toBe(-1);
  });

  it('alpha and beta of a leveraged benchmark with a constant on top', () => {
    const market = Array.from({ length: 50 }, (_, i) => Math.sin(i) / 100);
    const own = market.map((value) => 0.0002 + 1.5 * value);
    const fit = alphaBeta(own, market)!;
    expect(fit.beta).toBeCloseTo(1.5, 12);
    expect(fit.alpha).toBeCloseTo(1.0002 ** 252 - 1, 10);
  });

  it('conditional value at risk is at least as bad as value at risk', () => {
    fc.assert(
      fc.property(returns, (r) => {
        expect(conditionalValueAtRisk(r)!).toBeLessThanOrEqual(valueAtRisk(r)! + 1e-15);
      }),
    );
  });
});

describe('equity and drawdown', () => {
  it('returns and equity are inverse, with and without the capital before the first bar', () => {
    fc.assert(
      fc.property(returns, (r) => {
        const equity = equityFromReturns(r, 1000);
        expect(equity.at(-1)! / 1000 - 1).toBeCloseTo(cumulativeReturn(r), 12);
        returnsFromEquity(equity).forEach((value, i) => expect(value).toBeCloseTo(r[i]!, 12));
        expect(returnsFromEquity(equity.subarray(1), 1000)).toEqual(returnsFromEquity(equity));
      }),
    );
  });

  it('finds depth, high, low and recovery', () => {
    const equity = [100, 120, 90, 110, 120, 130, 65, 70];
    expect(maxDrawdown(equity)).toEqual({ value: -0.5, peak: 5, trough: 6, recovery: null });
    expect(drawdownTable(equity)).toEqual([
      { value: -0.5, peak: 5, trough: 6, recovery: null, length: 2 },
      { value: -0.25, peak: 1, trough: 2, recovery: 4, length: 3 },
    ]);
    expect(Array.from(drawdownSeries(equity))).toEqual([0, 0, -0.25, 110 / 120 - 1, 0, 0, -0.5, 70 / 130 - 1]);
    expect(maxDrawdown([1, 2, 3])).toEqual({ value: 0, peak: 0, trough: 0, recovery: 0 });
    expect(drawdownTable(equity, 0)).toEqual([]);
  });

  it('the maximum is the least of the series, and the table holds every bar under water once', () => {
    fc.assert(
      fc.property(returns, (r) => {
        const equity = equityFromReturns(r);
        const series = drawdownSeries(equity);
        expect(maxDrawdown(equity)!.value).toBeCloseTo(Math.min(...series), 14);
        const rows = drawdownTable(equity, 1000);
        const bars = rows.reduce((total, row) => total + row.length - (row.recovery === null ? 0 : 1), 0);
        expect(bars).toBe(series.filter((value) => value < 0).length);
      }),
    );
  });
});
