import { conventionsOf, exitTrades, statisticsByName } from '@bot-v2/engine/conventions';
import { exact, within } from '../agreement.mjs';
import { numbers } from '../reference-file.mjs';
import { caseBars } from './case-bars.mjs';
import { cashCurve, netRun } from './net-run.mjs';
import { checkOrderSettings, orderStrategy } from './orders.strategy.mjs';
import { checkSettings, signalStrategy, stopBars, switchesOf, turnsAtStops } from './signals.strategy.mjs';

const close = within(1e-9, 1e-9);
const done = new Map();

function runOf(file, folders) {
  if (!done.has(file.path)) {
    const { data, settings } = file.document;
    const sized = Array.isArray(file.document.size);
    if (sized) checkOrderSettings(settings);
    else checkSettings(settings);
    const cash = settings.init_cash ?? cashOf(file);
    const terms = {
      fractional: true,
      shorting: shorts(file.document),
      instruments: { X: { lot: settings.size_granularity ?? 8.673617379884035e-19 } },
      costs: {
        halfSpreadBps: 0,
        slippageBps: (settings.slippage ?? 0) * 1e4,
        commissionRate: settings.fees ?? 0,
        ...(settings.fixed_fees ? { commissionPerOrder: settings.fixed_fees } : {}),
      },
    };
    const strategy = sized ? orderStrategy(file.document, settings) : signalStrategy(file.document, settings);
    const bars = caseBars(file, data, folders);
    const policies = conventionsOf('vectorbt', {
      ...switchesOf(sized ? { price: settings.price } : settings),
      annualFactor: yearOf(file.document, bars),
    });
    const seen = sized ? bars : stopBars(bars, settings);
    const from = settings.price === '@open' ? 1 : 0;
    done.set(file.path, netRun(from === 1 ? led(seen) : seen, strategy, {}, cash, terms, policies, undefined, from));
  }
  return done.get(file.path);
}

/** Cash at the beginning of a case that does not say: what its return started from, or its first value. */
function cashOf(file) {
  const { final_value: final, total_return: total } = file.document.stats;
  // Results have all their digits, cash has few.
  if (typeof final === 'number' && typeof total === 'number' && total > -1)
    return Number((final / (1 + total)).toPrecision(12));
  return numbers(file.beside(file.base.replace('.json', '.equity.csv')).document.value)[0];
}

const units = { d: 1, day: 1, days: 1, w: 7, h: 1 / 24, hour: 1 / 24, hours: 1 / 24, min: 1 / 1440, t: 1 / 1440 };

/** Days of a frequency: `1d`, `30 days`, `H`. */
function daysOf(frequency) {
  const [, count, unit] = /^(\d+(?:\.\d+)?)? ?([a-z]+)\b/i.exec(frequency) ?? [];
  const days = Number(count ?? 1) * units[unit?.toLowerCase()];
  if (!(days > 0)) throw new Error(`a frequency of ${frequency} is unknown`);
  return days;
}

/** Bars in a year: of 365 days unless a case says otherwise, as far apart as it says, or as its bars are. */
function yearOf({ year_freq: year = '365 days', settings: { freq } }, { interval }) {
  const days = daysOf(year);
  if (freq === undefined || freq === null) {
    if (days === 365) return '365-days';
    if (interval !== '1d') throw new Error(`year_freq ${year} of ${interval} bars without freq is unknown`);
  }
  return days / daysOf(freq ?? '1d');
}

/** Bars with one before them, whose close decides what is done at the first open. */
function led(bars) {
  const column = (values, first) => Float64Array.of(first, ...values);
  const { time, open, high, low, close, volume, length } = bars;
  const columns = { open, high, low, close, volume };
  const first = Object.fromEntries(Object.keys(columns).map((name) => [name, column(columns[name], open[0])]));
  return { ...bars, ...first, length: length + 1, time: column(time, 2 * time[0] - time[1]) };
}

/** Whether a case may sell short: from orders it may unless it says otherwise, and a stop may turn any position. */
function shorts({ settings, size, short_entries: entries }) {
  const either = Array.isArray(size) ? 'both' : '';
  if (turnsAtStops(settings)) return true;
  return /^(shortonly|both|1|2)$/i.test(settings.direction ?? either) || entries !== undefined;
}

/** Figures of a case under the peer's names for its methods. */
const figures = { sharpe: 'sharpe_ratio', sortino: 'sortino_ratio', calmar: 'calmar_ratio', omega: 'omega_ratio' };

/** Orders and trades as the peer lists them, by column. */
function listsOf(run) {
  const { bars, from } = run.legs[0];
  const rowOf = new Map(Array.from(bars.time, (time, row) => [time, row - from]));
  const fills = run.fills.toArray();
  const orders = fills.map((fill, id) => ({
    id,
    col: 0,
    idx: rowOf.get(fill.time),
    size: fill.quantity,
    price: fill.price,
    fees: fill.fee,
    side: fill.side === 'buy' ? 0 : 1,
  }));
  const trades = exitTrades(fills, bars).map((trade, id) => ({
    id,
    col: 0,
    size: trade.size,
    entry_idx: trade.entryRow - from,
    entry_price: trade.entryPrice,
    entry_fees: trade.entryFees,
    exit_idx: trade.exitRow - from,
    exit_price: trade.exitPrice,
    exit_fees: trade.exitFees,
    pnl: trade.pnl,
    return: trade.return,
    direction: trade.side === 'long' ? 0 : 1,
    status: trade.open ? 0 : 1,
    parent_id: trade.position,
  }));
  return { orders, trades };
}

const whole = ['id', 'col', 'idx', 'side', 'entry_idx', 'exit_idx', 'direction', 'status', 'parent_id'];
/** Printed with fifteen decimals. */
const tolerances = { return: within(1e-9, 1e-12) };

/** One portfolio of vectorbt from signals: figures, orders and trades. */
export const vectorbtForm = {
  form: 'vectorbt/*.json',
  claims: (name, file) => /\.json$/.test(name) && /^vectorbt/.test(file.document.engine ?? ''),
  examine(file, examination, folders) {
    for (const key of [
      'case',
      'engine',
      'data',
      'settings',
      'year_freq',
      'orders_cols',
      'trades_cols',
      'entries',
      'exits',
      'short_entries',
      'short_exits',
      'size',
      'note',
    ]) {
      examination.read(key);
    }
    const run = runOf(file.beside(file.base), folders);
    const actual = statisticsByName(run);
    examination.case(file.document.case);
    for (const [key, value] of Object.entries(file.document.stats)) {
      const name = figures[key] ?? key;
      if (Object.hasOwn(actual, name)) examination.compare(['stats', key], value, actual[name], close);
    }
    for (const [list, rows] of Object.entries(listsOf(run))) {
      const columns = file.document[`${list}_cols`];
      const expected = file.document[list];
      if (expected.length !== rows.length) examination.fail(`${expected.length} ${list}, not ${rows.length}`);
      expected.forEach((row, i) => {
        columns.forEach((column, k) => {
          const tolerance = whole.includes(column) ? exact : (tolerances[column] ?? close);
          examination.compare([list, i, k], row[k], rows[i]?.[column], tolerance);
        });
      });
    }
  },
};

/** Value and cash at every bar of a portfolio. */
export const vectorbtCurveForm = {
  form: 'vectorbt/*.equity.csv',
  claims: (name) => /^vectorbt\/.*\.equity\.csv(\.gz)?$/.test(name),
  examine(file, examination, folders) {
    const run = runOf(file.beside(file.base.replace(/\.equity\.csv(\.gz)?$/, '.json')), folders);
    examination.read('i');
    examination.case(file.base);
    examination.compareColumn('value', run.equity, close);
    examination.compareColumn('cash', cashCurve(run), within(1e-9, 1e-6));
  },
};
