import { floorQuantity, sizeAt } from '@bot-v2/engine';
import { continuousKelly, kellyLoss, optimalF, terminalWealth } from '@bot-v2/slice-position-sizing';
import { within } from '../agreement.mjs';
import { barsOf } from '../synthetic-bars.mjs';

const rows = 64;

/** Bars around one close whose true range is always `range`. */
function steadyBars(close, range) {
  const column = (value) => new Float64Array(rows).fill(value);
  return barsOf('X', { close: column(close), high: column(close + range / 2), low: column(close - range / 2) });
}

/** Bars whose last 60 log returns have exactly the standard deviation (ddof 1) `deviation`. */
function swingingBars(deviation) {
  const step = deviation * Math.sqrt(59 / 60);
  const close = Float64Array.from({ length: 61 }, (_, i) => (i % 2 === 0 ? 100 : 100 * Math.exp(step)));
  return barsOf('X', { close });
}

/** No cap on the fraction of equity: a tight stop makes a position larger than the account. */
const uncapped = 1e6;

/** Units the engine's risk-to-stop policy buys when a stop is `distance` of account currency away from `close`. */
function unitsAtRisk(equity, risk, close, distance) {
  const policy = {
    method: 'atr',
    riskToStop: { risk, multiple: 1, period: 14 },
    confidence: 1,
    regime: 1,
    maxFraction: uncapped,
    minFraction: 0,
  };
  const { fraction } = sizeAt(policy, steadyBars(close, distance), rows - 1);
  return (fraction * equity) / close;
}

/** Optimal f as it is found, on a grid of hundredths, and what it means in money. */
function optimalOf(trades) {
  const found = optimalF(trades);
  const wealth = (fraction) => terminalWealth(trades, { ...found, fraction });
  const grid = Array.from({ length: 100 }, (_, i) => i / 100);
  const twr = wealth(found.fraction);
  return {
    f_grid01: grid.reduce((best, f) => (wealth(f) > wealth(best) ? f : best)),
    f_fine: found.fraction,
    twr,
    geomean: twr ** (1 / trades.length),
    dollars_per_unit: found.worstLoss / found.fraction,
  };
}

/** What a case asks for, by the names of its inputs, as calls of ours; one value or an object like `expected`. */
const computations = [
  [['p', 'b'], ({ p, b }) => kellyLoss({ winRate: p, payoff: b })],
  [
    ['m', 's', 'r'],
    ({ m, s, r }) => {
      const { fraction, sharpe, growth } = continuousKelly(m, s, r);
      return { f: fraction, sharpe, g: growth };
    },
  ],
  [['trades'], ({ trades }) => optimalOf(trades)],
  [
    ['equity', 'N', 'dollars_per_point'],
    ({ equity, N, dollars_per_point: dollars, risk = 0.01 }) => {
      const move = N * dollars;
      const unit = unitsAtRisk(equity, risk, 10 * move, move);
      return { unit_raw: unit, unit: floorQuantity(unit, false) };
    },
  ],
  [
    ['equity', 'risk', 'entry', 'stop'],
    ({ equity, risk, entry, stop }) => floorQuantity(unitsAtRisk(equity, risk, entry, Math.abs(entry - stop)), false),
  ],
  [
    ['daily_sd', 'target', 'cap'],
    ({ daily_sd: deviation, target, cap }) => {
      const policy = {
        method: 'volatility_target',
        volatilityTarget: target,
        confidence: 1,
        regime: 1,
        maxFraction: cap,
        minFraction: 0,
      };
      return sizeAt(policy, swingingBars(deviation), 60).fraction;
    },
  ],
];

/** A tolerance given as a number, or as a text with a number in it. */
function toleranceOf(tol) {
  const number = typeof tol === 'number' ? tol : Number(/[\d.]+(e-?\d+)?$/i.exec(tol)?.[0]);
  return within(0, Math.max(1e-12, number));
}

/** A list of sizing cases: id, inputs, expected, tolerance. */
export const sizingForm = {
  form: 'sizing_cases.json',
  claims: (name) => /^sizing_.*\.json$/.test(name),
  examine(file, examination) {
    file.document.forEach((each, k) => {
      for (const key of ['id', 'fn', 'inputs', 'tol', 'source', 'published', 'note']) examination.read(k, key);
      const compute = computations.find(([names]) => names.every((name) => name in each.inputs))?.[1];
      if (compute === undefined) return;
      examination.case(each.id);
      const actual = compute(each.inputs);
      const tolerance = toleranceOf(each.tol);
      if (typeof each.expected === 'object') {
        for (const [key, value] of Object.entries(each.expected)) {
          examination.compare([k, 'expected', key], value, actual[key], tolerance);
        }
      } else {
        // Kelly's fraction below 0 means no bet.
        const wanted = 'p' in each.inputs ? Math.max(0, each.expected) : each.expected;
        examination.compare([k, 'expected'], wanted, actual, tolerance);
      }
    });
  },
};
