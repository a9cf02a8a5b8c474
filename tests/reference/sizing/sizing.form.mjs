import { floorQuantity, sizeAt } from '@bot-v2/engine';
import { kellyLoss } from '@bot-v2/slice-position-sizing';
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

/** Units the engine's risk-to-stop policy buys when a stop is `distance` of account currency away from `close`. */
function unitsAtRisk(equity, risk, close, distance) {
  const policy = {
    method: 'atr',
    riskToStop: { risk, multiple: 1, period: 14 },
    confidence: 1,
    regime: 1,
    maxFraction: 1,
    minFraction: 0,
  };
  const { fraction } = sizeAt(policy, steadyBars(close, distance), rows - 1);
  return (fraction * equity) / close;
}

/** Cases by the start of their id, as calls of ours; one value or an object like `expected`. */
const computations = [
  [/^kelly_(coin|negative)/, ({ p, b }) => kellyLoss({ winRate: p, payoff: b })],
  [
    /^turtle_/,
    ({ equity, N, dollars_per_point: dollars }) => {
      const move = N * dollars;
      const unit = unitsAtRisk(equity, 0.01, 10 * move, move);
      return { unit_raw: unit, unit: floorQuantity(unit, false) };
    },
  ],
  [
    /^fixed_fractional/,
    ({ equity, risk, entry, stop }) => floorQuantity(unitsAtRisk(equity, risk, entry, entry - stop), false),
  ],
  [
    /^vol_target/,
    ({ daily_sd: deviation, target, cap }) => {
      const policy = {
        method: 'volatility_target',
        volatilityTarget: target,
        confidence: 1,
        regime: 1,
        maxFraction: Math.min(1, cap),
        minFraction: 0,
      };
      return sizeAt(policy, swingingBars(deviation), 60).fraction;
    },
  ],
];

const notBuilt = [
  [/^kelly_chan/, 'continuous Kelly is not built'],
  [/^optimal_f/, 'optimal f is not built'],
];

/** A list of sizing cases: id, inputs, expected, tolerance. */
export const sizingForm = {
  form: 'sizing_cases.json',
  claims: (name) => /^sizing_.*\.json$/.test(name),
  examine(file, examination) {
    file.document.forEach((each, k) => {
      for (const key of ['id', 'fn', 'inputs', 'tol', 'source', 'published', 'note']) examination.read(k, key);
      const reason = notBuilt.find(([id]) => id.test(each.id))?.[1];
      if (reason !== undefined) examination.notBuilt([k, 'expected'], reason);
      const compute = computations.find(([id]) => id.test(each.id))?.[1];
      if (compute === undefined) return;
      examination.case(each.id);
      const actual = compute(each.inputs);
      const tolerance = within(0, Math.max(1e-12, Number(each.tol)));
      if (typeof each.expected === 'object') {
        for (const [key, value] of Object.entries(each.expected)) {
          examination.compare([k, 'expected', key], value, actual[key], tolerance);
        }
      } else {
        // A negative edge means no bet.
        const wanted = /no bet/.test(each.fn) ? Math.max(0, each.expected) : each.expected;
        examination.compare([k, 'expected'], wanted, actual, tolerance);
      }
    });
  },
};
