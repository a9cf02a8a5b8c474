interface Fill {
  readonly time: number;
  readonly side: 'buy' | 'sell';
  readonly quantity: number;
  readonly price: number;
  readonly interest?: number;
}
interface Run {
  readonly equity: readonly number[];
  readonly legs: readonly {
    readonly from: number;
    readonly bars: { readonly time: readonly number[]; readonly close: readonly number[] };
  }[];
  readonly fills: { toArray: () => readonly Fill[] };
}

const { cashCurve, withInterest } = (await import(new URL('net-run.mjs', import.meta.url).href)) as {
  cashCurve: (run: Run, binding?: { contractMargin?: number; leverage?: number; shortsBind?: boolean }) => number[];
  withInterest: (fills: readonly Fill[], time: readonly number[], rate: number, onLong: boolean) => Fill[];
};

const day = 86_400_000;
const days = [0, 1, 4, 5].map((n) => n * day);
const fill = (row: number, signed: number, price: number): Fill => {
  return { time: days[row]!, side: signed > 0 ? 'buy' : 'sell', quantity: Math.abs(signed), price };
};
/** 10 bought at 100, 10 more at 130, 15 sold at 120. */
const fills = [fill(0, 10, 100), fill(1, 10, 130), fill(3, -15, 120)];
const run: Run = {
  equity: [1000, 1000, 1000, 1000],
  legs: [{ from: 0, bars: { time: days, close: [100, 130, 130, 120] } }],
  fills: { toArray: () => fills },
};

describe('cash of a run of the peer', () => {
  it('is equity less what is held, of futures less their margin', () => {
    expect(cashCurve(run)).toEqual([0, -1600, -1600, 400]);
    expect(cashCurve(run, { contractMargin: 7 })).toEqual([930, 860, 860, 965]);
  });

  it('has what is lent for a purchase, at the average price it was bought for', () => {
    // Three quarters of 10 × 100, of 20 × 115 and of 5 × 115.
    expect(cashCurve(run, { leverage: 4 })).toEqual([750, 125, 125, 831.25]);
  });
});

describe('cash of a run of the peer whose shorts bind it', () => {
  it('lacks what they brought, and as much again', () => {
    const sold = { ...run, fills: { toArray: () => [fill(0, -10, 100)] } };
    expect(cashCurve(sold, {})).toEqual([2000, 2300, 2300, 2200]);
    expect(cashCurve(sold, { shortsBind: true })).toEqual([0, 300, 300, 200]);
    expect(cashCurve(sold, { shortsBind: true, leverage: 4 })).toEqual([750, 1050, 1050, 950]);
  });
});

describe('interest on a position of the peer', () => {
  it('is charged by date at the average price, and falls due with what closes a part', () => {
    // A day on 1,000, three and one on 2,300: 10,200 a year at a rate of 1, of 365 days.
    const due = withInterest(fills, days, 0.365, true).map(({ interest = 0 }) => interest);
    expect(due.slice(0, 2)).toEqual([0, 0]);
    expect(due[2]).toBeCloseTo(10.2, 12);
    expect(withInterest(fills, days, 0.365, false).map(({ interest = 0 }) => interest)).toEqual([0, 0, 0]);
  });
});
