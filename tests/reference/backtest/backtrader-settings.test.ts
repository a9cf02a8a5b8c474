interface Contract {
  readonly contractMargin: number;
  readonly multiplier: number;
}
const { contractOf, modelsOf, switchesOf, termsOf } = (await import(
  new URL('backtrader.settings.mjs', import.meta.url).href
)) as {
  contractOf: (commission: object) => Contract | undefined;
  switchesOf: (given: object) => Record<string, unknown>;
  termsOf: (commission: object) => Record<string, unknown>;
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

describe("a commission of backtrader's broker", () => {
  it('is one of a future where a margin is given, or a type and not that it is a share', () => {
    const future = { contractMargin: 500, multiplier: 10 };
    expect(contractOf({ commission: 2, margin: 500, mult: 10 })).toEqual(future);
    expect(contractOf({ commission: 0.001, stocklike: false })).toBeUndefined();
    expect(contractOf({ commission: 0.001, commtype: 0, margin: 500, mult: 10 })).toEqual(future);
    expect(contractOf({ commission: 0.001, commtype: 'COMM_PERC' })).toEqual({ contractMargin: 1, multiplier: 1 });
    expect(contractOf({ commission: 0.001, commtype: 0, stocklike: true, margin: 500 })).toBeUndefined();
    expect(() => contractOf({ commission: 0.001, mult: 10 })).toThrow('mult 10 of a share is unknown');
  });

  it('is an amount a unit of futures, else a rate, of what the multiplier makes of it', () => {
    const costs = { halfSpreadBps: 0, slippageBps: 0 };
    expect(termsOf({ commission: 2, margin: 500 })).toMatchObject({ costs: { ...costs, commissionPerUnit: 2 } });
    expect(termsOf({ commission: 2, commtype: 1, stocklike: true })).toMatchObject({ costs: { commissionPerUnit: 2 } });
    const percent = { commission: 0.2, commtype: 0, percabs: false, margin: 500, mult: 10 };
    expect(termsOf(percent)).toMatchObject({ costs: { commissionRate: 0.0002 } });
  });

  it('may lend what shares cost, and charge for holding them', () => {
    const terms = termsOf({ commission: 0, leverage: 4, interest: 0.05 });
    expect(terms).toMatchObject({ margin: { initial: 0.25 }, borrowRate: 0.05 });
    expect(termsOf({ commission: 0, leverage: 1, interest: 0 })).not.toHaveProperty('margin');
    expect(switchesOf({ commission: { interest: 0.05 } })).toMatchObject({ borrowFee: 'short-entry' });
    expect(switchesOf({ commission: { interest_long: true } })).toMatchObject({ borrowFee: 'all-entries' });
    expect(() => termsOf({ margin: 500, leverage: 4 })).toThrow('leverage 4 of a future is unknown');
    expect(() => switchesOf({ int2pnl: false, commission: { interest: 0.05 } })).toThrow('int2pnl');
  });
});
