import { exact, within } from '../agreement.mjs';
import { casesOf } from './backtesting-py.case.mjs';

const prices = within(1e-9, 1e-9);
const statistics = within(1e-8, 1e-9);
const isCase = (document) => document.broker !== undefined && document.order_tape !== undefined;

/** The case a table belongs to. */
function caseOf(file) {
  return file.beside(file.base.replace(/\.(trades|equity)\.csv(\.gz)?$/, '.json'));
}

/** Broker settings, statistics and the order tape of one run of backtesting.py. */
export const caseForm = {
  form: 'backtesting_py/*.json',
  claims: (name, file) => /\.json$/.test(name) && isCase(file.document),
  examine(file, examination, folders) {
    const { stats, ...rest } = file.document;
    for (const key of Object.keys(rest)) examination.read(key);
    for (const { from, stats: actual } of casesOf(caseOf(file), folders).results) {
      examination.case(`${file.document.case} from its ${from}`);
      for (const [name, expected] of Object.entries(stats ?? {})) {
        if (!Object.hasOwn(actual, name)) continue;
        const whole = typeof expected === 'string' || name.startsWith('#');
        examination.compare(['stats', name], expected, actual[name], whole ? exact : statistics);
      }
      const surplus = Object.keys(actual).filter((name) => !Object.hasOwn(stats ?? {}, name));
      if (surplus.length > 0) examination.fail(`we have ${surplus.join(', ')} and the case has not`);
    }
  },
};

const level = (price, unit) => (price === null ? null : price / unit);

/** Columns of a table of trades as ours; a unit is the part of a share that is traded. */
const tradeColumns = {
  size: [(lot, unit) => lot.quantity * unit, exact],
  entry_bar: [(lot) => lot.entryRow, exact],
  exit_bar: [(lot) => lot.exitRow, exact],
  entry_price: [(lot, unit) => lot.entryPrice / unit, prices],
  exit_price: [(lot, unit) => lot.exitPrice / unit, prices],
  sl: [(lot, unit) => level(lot.stopLoss, unit), prices],
  tp: [(lot, unit) => level(lot.takeProfit, unit), prices],
  pnl: [(lot) => lot.pnl, within(1e-9, 1e-9)],
  commission: [(lot) => lot.commission, prices],
  return_pct: [(lot) => lot.pnl / (Math.abs(lot.quantity) * lot.entryPrice), within(1e-9, 1e-12)],
  entry_time: [(lot) => new Date(lot.entryTime).toISOString().slice(0, 19), exact],
  exit_time: [(lot) => new Date(lot.exitTime).toISOString().slice(0, 19), exact],
};

/** Every closed trade, in the order of closing. */
export const tradesForm = {
  form: 'backtesting_py/*.trades.csv',
  claims: (name) => /\.trades\.csv(\.gz)?$/.test(name),
  examine(file, examination, folders) {
    const { results, unit } = casesOf(caseOf(file), folders);
    for (const { from, run } of results) {
      examination.case(`${file.base} from the ${from}`);
      for (const [column, [of, tolerance]] of Object.entries(tradeColumns)) {
        if (file.document[column] === undefined) continue;
        const parts = column === 'size' && unit !== 1;
        const ours = run.lots.map((lot) => of(lot, unit));
        examination.compareColumn(column, ours, parts ? within(1e-12) : tolerance);
      }
    }
  },
};

/** Equity at every bar and its fall from the peak. */
export const equityForm = {
  form: 'backtesting_py/*.equity.csv',
  claims: (name, file) => /\.equity\.csv(\.gz)?$/.test(name) && file.document.equity !== undefined,
  examine(file, examination, folders) {
    examination.read('i');
    for (const { from, run } of casesOf(caseOf(file), folders).results) {
      examination.case(`${file.base} from the ${from}`);
      examination.compareColumn('equity', run.equity, prices);
      if (file.document.drawdown_pct === undefined) continue;
      let peak = -Infinity;
      const falls = run.equity.map((value) => {
        peak = Math.max(peak, value);
        return 1 - value / peak;
      });
      examination.compareColumn('drawdown_pct', falls, within(1e-9, 1e-12));
    }
  },
};
