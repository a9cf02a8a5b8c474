import { actionFactors, adjusted } from '@bot-v2/engine';
import { exact, within } from '../agreement.mjs';
import { numbers } from '../reference-file.mjs';
import { barsOf } from '../synthetic-bars.mjs';

/** Published factors have seven digits; with the very same factors only rounding in the last place remains. */
const asRounded = within(1e-6);
const sameFactors = within(1e-9);

/** Two split factors, as the ratio of whole shares they were rounded from. */
function wholeRatio(before, after) {
  const ratio = after / before;
  const whole = ratio >= 1 ? Math.round(ratio) : 1 / Math.round(1 / ratio);
  if (Math.abs(ratio / whole - 1) > 1e-4) throw new Error(`a split of ${ratio} is not a ratio of whole shares`);
  return whole;
}

/**
 * Raw bars and, from the steps of the factor columns, dividends in money a share as it traded then, and splits: as
 * `ratioOf` makes them of the factors before and after.
 */
function rawBars(symbol, document, ratioOf) {
  const close = numbers(document.raw_close);
  const price = numbers(document.price_factor);
  const split = numbers(document.split_factor);
  const time = Float64Array.from(document.date, (date) => Date.parse(`${date}T00:00:00Z`));
  const actions = [];
  for (let row = 1; row < close.length; row++) {
    const exDate = time[row];
    if (price[row] !== price[row - 1]) {
      const amount = close[row - 1] * (1 - price[row - 1] / price[row]);
      actions.push({ type: 'dividend', exDate, amount, source: 'derived' });
    }
    if (split[row] !== split[row - 1]) {
      actions.push({ type: 'split', exDate, ratio: ratioOf(split[row - 1], split[row]), source: 'derived' });
    }
  }
  return barsOf(symbol, { time, close }, actions);
}

/** Back-adjusted closes, of raw closes and the very factors that made them. */
const adjustedForm = {
  form: 'adjusted_NAME.csv',
  claims: (name) => /^adjusted_.+\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    const bars = rawBars(/^adjusted_(.+?)\.csv/.exec(file.base)[1], file.document, (before, after) => after / before);
    for (const heading of ['date', 'raw_close', 'price_factor', 'split_factor']) examination.read(heading);
    // The file is anchored where its factors are 1, ours at its last row.
    const split = Number(file.document.split_factor.at(-1));
    const price = Number(file.document.price_factor.at(-1));
    const anchored = (basis, factor) => adjusted(bars, basis).close.map((close) => close * factor);
    examination.case('split-adjusted');
    examination.compareColumn('split_adjusted', anchored('split', split), sameFactors);
    examination.case('total return');
    examination.compareColumn('total_adjusted', anchored('total_return', split * price), sameFactors);
  },
};

/** What the engine's views of a file say: split-adjusted closes, and each action's row, kind and size. */
function viewsOf(file, symbol) {
  const bars = rawBars(symbol, file.beside(`adjusted_${symbol}.csv`).document, wholeRatio);
  const split = adjusted(bars, 'split').close;
  const total = adjusted(bars, 'total_return').close;
  const dates = Array.from(bars.time, (time) => new Date(time).toISOString().slice(0, 10));
  const rowOf = (date) => dates.indexOf(date);
  const events = actionFactors(bars, true).map(({ row, shares }) => {
    const before = total[row - 1] / split[row - 1] / (total[row] / split[row]);
    return {
      row,
      last_day_before_ex: dates[row - 1].replaceAll('-', ''),
      type: shares === 1 ? 'dividend' : 'split',
      ref_close: bars.close[row - 1],
      factor: split[row - 1] / bars.close[row - 1] / (split[row] / bars.close[row]),
      implied_amount: bars.close[row - 1] * (1 - before),
    };
  });
  return { dates, rowOf, split, events };
}

const amountTolerance = within(0, 0.01);

function compareEvents(examination, pointer, expected, events) {
  examination.case(`${pointer.at(-1)} events`);
  if (events.length !== expected.length) examination.fail(`${expected.length} events, not ${events.length}`);
  const tolerances = { factor: within(1e-5), implied_amount: amountTolerance, ref_close: exact };
  expected.forEach((event, k) => {
    for (const key of ['last_day_before_ex', 'type', 'ref_close', 'factor', 'implied_amount']) {
      if (key in event)
        examination.compare([...pointer, k, key], event[key], events[k]?.[key], tolerances[key] ?? exact);
    }
  });
}

function compareFact(examination, pointer, fact, { dates, rowOf, split, events }) {
  const row = rowOf(fact.ex);
  const event = events.find((each) => each.row === row);
  examination.case(fact.id);
  examination.compare([...pointer, 'ex'], fact.ex, event === undefined ? null : dates[event.row], exact);
  const actual = {
    close_before: [event?.ref_close, exact],
    after: [split[row - 1], asRounded],
    after_div28: [split[row - 1], asRounded],
    amount: [event?.implied_amount, amountTolerance],
  };
  for (const [key, [value, tolerance]] of Object.entries(actual)) {
    if (key in fact) examination.compare([...pointer, key], fact[key], value, tolerance);
  }
}

/** Facts about actions, and the events that factor files imply; the prices are those of `adjusted_NAME.csv`. */
const actionsForm = {
  form: 'corporate_actions.json',
  claims: (name) => /^corporate_actions.*\.json$/.test(name),
  examine(file, examination) {
    for (const key of ['source', 'tol', 'note']) examination.read(key);
    const kept = new Map();
    const views = (symbol) => {
      if (!kept.has(symbol)) kept.set(symbol, viewsOf(file, symbol));
      return kept.get(symbol);
    };
    file.document.facts.forEach((fact, k) => {
      for (const key of ['id', 'note']) examination.read('facts', k, key);
      compareFact(examination, ['facts', k], fact, views(fact.id.split(' ')[0]));
    });
    for (const [symbol, expected] of Object.entries(file.document.implied_events_from_factor_files)) {
      compareEvents(examination, ['implied_events_from_factor_files', symbol], expected, views(symbol).events);
    }
  },
};

export const adjustedPricesForms = [adjustedForm, actionsForm];
