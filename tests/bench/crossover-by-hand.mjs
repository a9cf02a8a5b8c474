/**
 * The work of W1 written for this one strategy and nothing else, as fast as JavaScript allows: no engine, no checks, no costs
 * but a commission rate. What a product that prepares columns and trades them cannot go below.
 */
const warmup = 20;
const capital = 1_000_000;
const commissionRate = 0.002;

function average(x, n) {
  const mean = new Float64Array(x.length).fill(NaN, 0, n - 1);
  const share = 1 / n;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += x[i];
  mean[n - 1] = sum * share;
  for (let i = n; i < x.length; i++) {
    sum = sum + x[i] - x[i - n];
    mean[i] = sum * share;
  }
  return mean;
}

/** Two tight loops, one while flat and one while long; final equity and the worst fall. */
function trade(open, close, fast, slow) {
  const n = close.length | 0;
  let cash = +capital;
  let peak = +capital;
  let low = +capital;
  let worst = 0;
  let i = warmup | 0;
  let before = fast[i - 1] - slow[i - 1];
  for (;;) {
    for (; i < n; i++) {
      const now = fast[i] - slow[i];
      const up = now > 0 && before <= 0;
      before = now;
      if (up) break;
    }
    if (++i >= n) return { equity: cash, worst: Math.min(worst, low / peak - 1) };
    cash -= open[i] * (1 + commissionRate);
    for (; i < n; i++) {
      const equity = cash + close[i];
      if (equity > peak) {
        worst = Math.min(worst, low / peak - 1);
        peak = low = equity;
      } else if (equity < low) low = equity;
      const now = fast[i] - slow[i];
      const down = now < 0 && before >= 0;
      before = now;
      if (down) break;
    }
    if (++i >= n) return { equity: cash + close[n - 1], worst: Math.min(worst, low / peak - 1) };
    cash += open[i] * (1 - commissionRate);
    if (cash < low) low = cash;
  }
}

/** The same with the curve and the rows and prices of fills. */
function tradeAndKeep(open, close, fast, slow, curve, rows, prices) {
  const n = close.length | 0;
  let cash = +capital;
  let fills = 0;
  let i = warmup | 0;
  let before = fast[i - 1] - slow[i - 1];
  curve.fill(capital, 0, i);
  for (;;) {
    for (; i < n; i++) {
      curve[i] = cash;
      const now = fast[i] - slow[i];
      const up = now > 0 && before <= 0;
      before = now;
      if (up) break;
    }
    if (++i >= n) return fills;
    rows[fills] = i;
    prices[fills++] = open[i];
    cash -= open[i] * (1 + commissionRate);
    for (; i < n; i++) {
      curve[i] = cash + close[i];
      const now = fast[i] - slow[i];
      const down = now < 0 && before >= 0;
      before = now;
      if (down) break;
    }
    if (++i >= n) return fills;
    rows[fills] = i;
    prices[fills++] = open[i];
    cash += open[i] * (1 - commissionRate);
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
  for (let k = 0; k < profit.length; k++)
    profit[k] = prices[2 * k + 1] * (1 - commissionRate) - prices[2 * k] * (1 + commissionRate);
  return profit;
}

/** Functions that do the work once and give its final equity: `summary`, and `full` with curve, trades and statistics. */
export function crossoverByHand({ open, close, length }) {
  const columns = () => [average(close, 10), average(close, warmup)];
  return {
    summary: () => trade(open, close, ...columns()).equity,
    full: () => {
      const [curve, rows, prices] = [
        new Float64Array(length),
        new Int32Array(length >> 3),
        new Float64Array(length >> 3),
      ];
      const fills = tradeAndKeep(open, close, ...columns(), curve, rows, prices);
      const { worst } = read(curve);
      if (!(worst <= 0 && profits(prices, fills).length > 0)) throw new Error('nothing was traded');
      return curve[length - 1];
    },
  };
}
