/**
 * The work of W1 written for this one strategy and nothing else, as fast as JavaScript allows: averages and trades in one loop,
 * no engine, no checks, no costs but a commission rate. What a product cannot go below.
 */
const [fast, slow] = [10, 20];
const capital = 1_000_000;
const commissionRate = 0.002;
const [bought, sold] = [1 + commissionRate, 1 - commissionRate];

/** Sums of the first rows: of the last `fast` closes and of `slow`. */
function firstSums(close) {
  let [sumOfFast, sumOfSlow] = [0, 0];
  for (let i = 0; i < slow; i++) {
    sumOfSlow += close[i];
    sumOfFast += close[i];
    if (i >= fast) sumOfFast -= close[i - fast];
  }
  return [sumOfFast, sumOfSlow];
}

/** Two tight loops, one while flat and one while long; final equity and the worst fall. */
function trade(open, close) {
  const n = close.length | 0;
  let [sumOfFast, sumOfSlow] = firstSums(close);
  let before = sumOfFast * slow - sumOfSlow * fast;
  let cash = +capital;
  let peak = +capital;
  let low = +capital;
  let worst = 0;
  for (let i = slow | 0; ;) {
    for (; i < n; i = (i + 1) | 0) {
      sumOfFast = sumOfFast + close[i] - close[i - fast];
      sumOfSlow = sumOfSlow + close[i] - close[i - slow];
      const now = sumOfFast * slow - sumOfSlow * fast;
      const up = now > 0 && before <= 0;
      before = now;
      if (up) break;
    }
    i = (i + 1) | 0;
    if (i >= n) return { equity: cash, worst: Math.min(worst, low / peak - 1) };
    cash -= open[i] * bought;
    for (; i < n; i = (i + 1) | 0) {
      sumOfFast = sumOfFast + close[i] - close[i - fast];
      sumOfSlow = sumOfSlow + close[i] - close[i - slow];
      const equity = cash + close[i];
      if (equity > peak) {
        worst = Math.min(worst, low / peak - 1);
        peak = low = equity;
      } else if (equity < low) low = equity;
      const now = sumOfFast * slow - sumOfSlow * fast;
      const down = now < 0 && before >= 0;
      before = now;
      if (down) break;
    }
    i = (i + 1) | 0;
    if (i >= n) return { equity: cash + close[n - 1], worst: Math.min(worst, low / peak - 1) };
    cash += open[i] * sold;
    if (cash < low) low = cash;
  }
}

/** The same with the curve and the rows and prices of fills. */
function tradeAndKeep(open, close, curve, rows, prices) {
  const n = close.length | 0;
  let [sumOfFast, sumOfSlow] = firstSums(close);
  let before = sumOfFast * slow - sumOfSlow * fast;
  let cash = +capital;
  let fills = 0;
  curve.fill(capital, 0, slow);
  for (let i = slow | 0; ;) {
    for (; i < n; i = (i + 1) | 0) {
      sumOfFast = sumOfFast + close[i] - close[i - fast];
      sumOfSlow = sumOfSlow + close[i] - close[i - slow];
      curve[i] = cash;
      const now = sumOfFast * slow - sumOfSlow * fast;
      const up = now > 0 && before <= 0;
      before = now;
      if (up) break;
    }
    i = (i + 1) | 0;
    if (i >= n) return fills;
    rows[fills] = i;
    prices[fills++] = open[i];
    cash -= open[i] * bought;
    for (; i < n; i = (i + 1) | 0) {
      sumOfFast = sumOfFast + close[i] - close[i - fast];
      sumOfSlow = sumOfSlow + close[i] - close[i - slow];
      curve[i] = cash + close[i];
      const now = sumOfFast * slow - sumOfSlow * fast;
      const down = now < 0 && before >= 0;
      before = now;
      if (down) break;
    }
    i = (i + 1) | 0;
    if (i >= n) return fills;
    rows[fills] = i;
    prices[fills++] = open[i];
    cash += open[i] * sold;
  }
}

/** Mean, variance, skewness and kurtosis of returns are made of these sums; the worst fall. */
function read(curve) {
  let last = +capital;
  let peak = last;
  let low = last;
  let worst = 0;
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let i = 0; i < curve.length; i++) {
    const equity = curve[i];
    const gained = equity / last - 1;
    const square = gained * gained;
    last = equity;
    first += gained;
    second += square;
    third += square * gained;
    fourth += square * square;
    if (equity > peak) {
      worst = Math.min(worst, low / peak - 1);
      peak = low = equity;
    } else if (equity < low) low = equity;
  }
  return { first, second, third, fourth, worst: Math.min(worst, low / peak - 1) };
}

/** Profit of each round trip. */
function profits(prices, fills) {
  const profit = new Float64Array(fills >> 1);
  for (let k = 0; k < profit.length; k++) profit[k] = prices[2 * k + 1] * sold - prices[2 * k] * bought;
  return profit;
}

/** Functions that do the work once and give its final equity: `summary`, and `full` with curve, trades and statistics. */
export function crossoverByHand({ open, close, length }) {
  return {
    summary: () => trade(open, close).equity,
    full: () => {
      const [curve, rows, prices] = [
        new Float64Array(length),
        new Int32Array(length >> 3),
        new Float64Array(length >> 3),
      ];
      const fills = tradeAndKeep(open, close, curve, rows, prices);
      const { worst } = read(curve);
      if (!(worst <= 0 && profits(prices, fills).length > 0)) throw new Error('nothing was traded');
      return curve[length - 1];
    },
  };
}
