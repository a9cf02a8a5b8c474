/**
 * Corporate actions read out of an adjusted close.
 *
 * The source's convention: adjusted close = close × factor, the factor is 1 on the last row, constant between
 * actions, multiplied by 1 − D / C (dividend D, close C of the row before) going back over an ex-date, and divided by
 * the ratio going back over a split. One row gives the factor only to the rounding of its adjusted close; all rows
 * between two actions together give it to about 1e-5, because one factor must satisfy every one of them.
 */

/** Consecutive rows (`from`, `to` inclusive) that one factor in [low, high] can explain. */
function segmentsForward(bounds) {
  const segments = [];
  let open;
  for (let i = 0; i < bounds.length; i += 1) {
    const low = Math.max(bounds[i].low, open?.low ?? -Infinity);
    const high = Math.min(bounds[i].high, open?.high ?? Infinity);
    if (open && low <= high) Object.assign(open, { low, high, to: i });
    else segments.push((open = { ...bounds[i], from: i, to: i }));
  }
  return segments;
}

/**
 * Segments of constant factor, oldest first. Found from both ends of the file; throws unless both agree on every
 * boundary, which is what makes an ex-date certain and not merely consistent. The last factor is anchored at 1.
 */
function factorSegments(bounds) {
  const segments = segmentsForward(bounds);
  const last = bounds.length - 1;
  const backward = segmentsForward([...bounds].reverse()).map((segment) => last - segment.to);
  const starts = segments.map((segment) => segment.from);
  if (starts.join() !== backward.reverse().join()) throw new Error('ex-dates differ by direction of reading');
  const newest = segments[segments.length - 1];
  if (newest.low > 1 || newest.high < 1) throw new Error('the newest factor is not 1');
  Object.assign(newest, { low: 1, high: 1 });
  return segments;
}

/**
 * The dividend known to lie in [low, high] dollars: the multiple of a cent, else of half a cent, when the interval is
 * too narrow (at most 40 % of that step) for this to be chance; otherwise the midpoint with its `bounds`, to 1e-4.
 */
function dividendAmount(low, high) {
  for (const step of [0.01, 0.005]) {
    const amount = Math.round((low + high) / 2 / step) * step;
    if (high - low <= 0.4 * step && low <= amount + 1e-9 && amount - 1e-9 <= high) {
      return { amount: Math.round(amount * 1000) / 1000 };
    }
  }
  const bounds = [Math.floor(low * 1e4) / 1e4, Math.ceil(high * 1e4) / 1e4];
  return { amount: Math.round(((low + high) / 2) * 1e4) / 1e4, bounds };
}

const ratios = [2, 3, 4, 5, 7, 10, 1.5];

/** The boundaries of `segments` with the interval of factor before ÷ factor after, oldest first. */
function stepsOf(segments) {
  return segments.slice(1).map((after, index) => {
    const before = segments[index];
    return { at: after.from, low: before.low / after.high, high: before.high / after.low };
  });
}

/**
 * Splits and dividends that explain `adjusted`, each value of which is known to ± `half`, from the raw `close`.
 * Splits are found first and taken out, so that a dividend next to one is measured on all bars around it.
 */
export function deriveActions(dates, close, adjusted, half) {
  const boundsOf = (closes) =>
    adjusted.map((value, i) => ({ low: (value - half) / closes[i], high: (value + half) / closes[i] }));
  const splits = stepsOf(factorSegments(boundsOf(close)))
    .filter((step) => step.high < 0.75)
    .map(({ at, low, high }) => {
      const ratio = ratios.find((candidate) => low <= 1 / candidate && 1 / candidate <= high);
      if (ratio === undefined) throw new Error(`${dates[at]}: factor steps by ${low} … ${high}, no split ratio fits`);
      return { type: 'split', exDate: dates[at], ratio, source: 'derived' };
    });
  const later = (date) => splits.reduce((product, split) => (date < split.exDate ? product * split.ratio : product), 1);
  const dividends = stepsOf(factorSegments(boundsOf(close.map((value, i) => value / later(dates[i]))))).map((step) => {
    const previousClose = close[step.at - 1];
    const { amount, bounds } = dividendAmount(previousClose * (1 - step.high), previousClose * (1 - step.low));
    return { type: 'dividend', exDate: dates[step.at], amount, ...(bounds && { bounds }), source: 'derived' };
  });
  return [...splits, ...dividends].sort((a, b) => (a.exDate < b.exDate ? -1 : 1));
}

/** The adjusted close that `actions` imply for every row of `close`, by the source's convention. */
export function adjustedCloses(actions, dates, close) {
  const byDate = new Map(actions.map((action) => [action.exDate, action]));
  const adjusted = new Array(close.length);
  let factor = 1;
  for (let i = close.length - 1; i >= 0; i -= 1) {
    adjusted[i] = close[i] * factor;
    const action = byDate.get(dates[i]);
    if (action?.type === 'split') factor /= action.ratio;
    if (action?.type === 'dividend') factor *= 1 - action.amount / close[i - 1];
  }
  return adjusted;
}

/** Largest absolute difference between two columns. */
export function largestDifference(a, b) {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}
