import { conventionsOf, statisticsByName } from '@bot-v2/engine/conventions';
import { exact, within } from '../agreement.mjs';
import { brokerKeys, contractOf, modelsOf, switchesOf, termsOf } from './backtrader.settings.mjs';
import { caseBars } from './case-bars.mjs';
import { checkKeys } from './known-keys.mjs';
import { cashCurve, netRun, withInterest } from './net-run.mjs';
import { netStrategies } from './net-strategies.mjs';
import { netTrades } from './net-trades.mjs';

const close = within(1e-9, 1e-9);

/** What a case may say: settings, figures, lists and words. */
const caseKeys = [
  ...['case', 'engine', 'data', 'strategy', 'params', 'cash', 'commission', ...brokerKeys],
  ...['final_value', 'final_cash', 'max_drawdown_pct', 'max_drawdown_money', 'max_drawdown_len', 'sqn'],
  ...['closed_trades', 'won', 'lost', 'pnl_net', 'sharpe_daily_252', 'yearly_returns'],
  ...['fills', 'fills_cols', 'trades', 'trades_cols', 'note', 'source', 'warnings', 'tolerance'],
];

/** Strategies whose orders name no price: with cheat_on_open, what they send at an open was decided at the close before. */
const withoutPrices = ['Rev', 'OneInFlight'];

const done = new Map();

function runOf(file, folders) {
  if (!done.has(file.path)) {
    const { data, strategy, params, cash, commission, cheat_on_open: openKnown } = file.document;
    const bars = caseBars(file, data, folders);
    checkKeys('case', file.document, caseKeys);
    if (netStrategies[strategy] === undefined) throw new Error(`there is no strategy ${strategy} here`);
    if (openKnown && !withoutPrices.includes(strategy)) {
      throw new Error(`cheat_on_open: ${strategy} takes prices of the bar it is filled in`);
    }
    const policies = conventionsOf('backtrader', switchesOf(file.document));
    const terms = { ...termsOf(commission ?? {}, file.document), fractional: !Number.isInteger(params?.qty ?? 1) };
    const models = modelsOf(file.document);
    done.set(file.path, netRun(bars, netStrategies[strategy], params, cash, terms, policies, models));
  }
  return done.get(file.path);
}

/** Order types as the peer calls them. */
const types = {
  market: 'Market',
  limit: 'Limit',
  stop: 'Stop',
  'stop-limit': 'StopLimit',
  'trailing-stop': 'StopTrail',
};

function typeOf({ type, limit, tif }) {
  if (tif === 'cls') return 'Close';
  return type === 'trailing-stop' && limit !== undefined ? 'StopTrailLimit' : types[type];
}

/** Figures of a case under our names for the peer's. */
const figures = {
  final_value: 'broker.value',
  final_cash: 'broker.cash',
  max_drawdown_pct: 'drawdown.max.drawdown',
  max_drawdown_money: 'drawdown.max.moneydown',
  max_drawdown_len: 'drawdown.max.len',
  sqn: 'sqn',
  closed_trades: 'trades.total.closed',
  won: 'trades.won.total',
  lost: 'trades.lost.total',
  pnl_net: 'trades.pnl.net.total',
  sharpe_daily_252: 'sharperatio',
};
const counts = ['max_drawdown_len', 'closed_trades', 'won', 'lost'];

/** Fills with what the peer charges with them: interest on the position too. */
function fillsOf({ document: { commission } }, run) {
  const { time } = run.legs[0].bars;
  const { interest = 0, interest_long: onLong = false } = commission ?? {};
  return interest ? withInterest(run.fills.toArray(), time, interest, onLong) : run.fills.toArray();
}

/** Every fill: bar, side, type, signed size, price, commission. */
function compareFills(file, examination, run) {
  const { bars } = run.legs[0];
  const type = new Map(run.orders.map((order) => [order.id, typeOf(order)]));
  const fills = fillsOf(file, run);
  const expected = file.document.fills;
  if (fills.length !== expected.length) examination.fail(`${expected.length} fills, not ${fills.length}`);
  expected.forEach((row, i) => {
    const fill = fills[i];
    const sign = fill?.side === 'sell' ? -1 : 1;
    const actual = fill && [
      bars.time.indexOf(fill.time),
      fill.side,
      type.get(fill.order),
      sign * fill.quantity,
      fill.price,
      fill.fee + (fill.interest ?? 0),
    ];
    row.forEach((value, k) => examination.compare(['fills', i, k], value, actual?.[k], k < 3 ? exact : close));
  });
}

/** Every closed trade: bars of opening and closing, average price, profit before and after commission. */
function compareTrades(file, examination, run) {
  const { time } = run.legs[0].bars;
  const actual = netTrades(fillsOf(file, run), time, contractOf(file.document.commission)?.multiplier ?? 1);
  const expected = file.document.trades;
  if (actual.length !== expected.length) examination.fail(`${expected.length} trades, not ${actual.length}`);
  expected.forEach((row, i) => {
    if (actual[i] === undefined) return;
    row.forEach((value, k) => examination.compare(['trades', i, k], value, actual[i][k], k < 2 ? exact : close));
  });
}

/** One run of backtrader: figures, fills and trades. */
export const backtraderForm = {
  form: 'backtrader/*.json',
  claims: (name, file) => /\.json$/.test(name) && /^backtrader/.test(file.document.engine ?? ''),
  examine(file, examination, folders) {
    for (const key of ['case', 'engine', 'data', 'strategy', 'params', 'cash', 'commission', ...brokerKeys]) {
      examination.read(key);
    }
    for (const key of ['fills_cols', 'trades_cols', 'note']) examination.read(key);
    const run = runOf(file.beside(file.base), folders);
    const actual = statisticsByName(run);
    examination.case(file.document.case);
    for (const [key, name] of Object.entries(figures)) {
      if (!Object.hasOwn(file.document, key)) continue;
      examination.compare([key], file.document[key], actual[name], counts.includes(key) ? exact : close);
    }
    for (const [year, value] of Object.entries(file.document.yearly_returns ?? {})) {
      examination.compare(['yearly_returns', year], value, actual[`timereturn.${year}`], within(1e-9, 1e-12));
    }
    compareFills(file, examination, run);
    compareTrades(file, examination, run);
  },
};

/** Value and cash at every bar of a run. */
export const backtraderCurveForm = {
  form: 'backtrader/*.equity.csv',
  claims: (name) => /^backtrader\/.*\.equity\.csv(\.gz)?$/.test(name),
  examine(file, examination, folders) {
    const json = file.beside(file.base.replace(/\.equity\.csv(\.gz)?$/, '.json'));
    const run = runOf(json, folders);
    examination.read('i');
    examination.case(file.base);
    examination.compareColumn('value', run.equity, close);
    const { commission, shortcash } = json.document;
    const { leverage } = commission ?? {};
    const binding = { ...contractOf(commission), leverage: leverage ?? 1, shortsBind: shortcash === false };
    examination.compareColumn('cash', cashCurve(run, binding), close);
  },
};

const cents = within(0, 0.005 + 1e-9);

/** Prices and final figures that the peer's own tests print, for a share and for a future. */
export const publishedForm = {
  form: 'backtrader/*_published.json',
  claims: (name, file) => /\.json$/.test(name) && file.document.unoptimized !== undefined,
  examine(file, examination, folders) {
    for (const key of ['case', 'data', 'source', 'tolerance', 'engine']) examination.read(key);
    const place = 'unoptimized';
    const { strategy, ...given } = file.document[place];
    const period = Number(/SMA\((\d+)\)/.exec(strategy)?.[1]);
    examination.read(place, 'strategy');
    for (const kind of ['stocklike', 'futureslike'].filter((each) => given[each] !== undefined)) {
      const { cash = given.stocklike?.cash, ...terms } = given[kind];
      for (const key of ['cash', 'commission', 'mult', 'margin']) examination.read(place, kind, key);
      const bars = caseBars(file, file.document.data, folders);
      const policies = conventionsOf('backtrader');
      const run = netRun(bars, netStrategies.OneInFlight, { fast: 1, slow: period }, cash, termsOf(terms), policies);
      examination.case(`${file.document.case} ${kind}`);
      examination.compare([place, kind, 'final_value'], terms.final_value, run.account.equity, cents);
      examination.compare([place, kind, 'final_cash'], terms.final_cash, run.account.cash, cents);
      const fills = run.fills.toArray();
      const orders = new Map(run.orders.map((order) => [order.id, order]));
      const closeAt = (time) => bars.close[bars.time.indexOf(time)];
      for (const [name, side] of [
        ['BUY', 'buy'],
        ['SELL', 'sell'],
      ]) {
        const own = fills.filter((fill) => fill.side === side);
        const wanted = {
          CREATE: own.map((fill) => closeAt(orders.get(fill.order).at)),
          EXEC: own.map((fill) => fill.price),
        };
        for (const [what, actual] of Object.entries(wanted)) {
          const expected = given[`${name}${what}`] ?? [];
          if (expected.length !== actual.length)
            examination.fail(`${name}${what} has ${expected.length}, not ${actual.length}`);
          expected.forEach((value, i) => examination.compare([place, `${name}${what}`, i], value, actual[i], cents));
        }
      }
    }
  },
};
