interface Fill {
  readonly time: number;
  readonly side: 'buy' | 'sell';
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
}

const { netTrades } = (await import(new URL('net-trades.mjs', import.meta.url).href)) as {
  netTrades: (fills: readonly Fill[], time: readonly number[], multiplier: number) => number[][];
};

const fill = (time: number, signed: number, price: number, fee: number): Fill => {
  return { time, side: signed > 0 ? 'buy' : 'sell', quantity: Math.abs(signed), price, fee };
};

describe('trades of a net position', () => {
  it('have the average price of what was held when it was last enlarged', () => {
    // 10 at 100, 5 of them sold at 110, 5 more at 120: (5 × 100 + 5 × 120) ÷ 10 = 110. Gross 50 + 10 × (130 − 110).
    const fills = [fill(1, 10, 100, 1), fill(2, -5, 110, 1), fill(3, 5, 120, 1), fill(4, -10, 130, 1)];
    expect(netTrades(fills, [0, 1, 2, 3, 4], 1)).toEqual([[1, 4, 110, 250, 246]]);
  });

  it('share the commission of a fill that turns the position by size', () => {
    const fills = [fill(1, -2, 50, 1), fill(2, 6, 40, 3), fill(3, -4, 45, 2)];
    expect(netTrades(fills, [1, 2, 3], 10)).toEqual([
      [0, 1, 50, 200, 198],
      [1, 2, 40, 200, 196],
    ]);
  });
});
