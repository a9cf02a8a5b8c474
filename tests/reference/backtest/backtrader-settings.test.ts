const { modelsOf } = (await import(new URL('backtrader.settings.mjs', import.meta.url).href)) as {
  modelsOf: (given: object) => { fills: { capacity: (volume: number, range: number) => number } };
};

const capacityOf = (filler: object, volume: number, range: number): number =>
  modelsOf({ filler }).fills.capacity(volume, range);

describe("fillers of backtrader's broker", () => {
  it('count the prices of a bar by the exact remainder', () => {
    // 0.51 holds 0.01 fifty times: the double 0.51 is a little less than 51 doubles of 0.01.
    expect(capacityOf({ type: 'BarPointPerc', minmov: 0.01 }, 1000, 0.5)).toBe(20);
    expect(capacityOf({ type: 'BarPointPerc', minmov: 0.5, perc: 50 }, 1000, 1.6)).toBe(125);
  });

  it('take a part of the volume in whole, or no more than a size', () => {
    expect(capacityOf({ type: 'FixedBarPerc', perc: 10 }, 129, 1)).toBe(12);
    expect(capacityOf({ type: 'FixedSize', size: 20 }, 129, 1)).toBe(20);
    expect(capacityOf({ type: 'FixedSize' }, 129, 1)).toBe(129);
  });
});
