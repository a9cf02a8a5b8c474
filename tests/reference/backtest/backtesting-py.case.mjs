import { runFrames } from '@bot-v2/engine';
import { conventionsOf, statisticsByName } from '@bot-v2/engine/conventions';
import { flatAccount, resolveParams } from '@bot-v2/sdk';
import { caseBars } from './case-bars.mjs';
import { commissionOf } from './commission.mjs';
import { checkKeys } from './known-keys.mjs';
import { tapeStrategy } from './order-tape.strategy.mjs';
import { tableStrategies } from './table-strategies.mjs';

/**
 * Part of a share that the class of a case trades whole numbers of. The fractional class multiplies prices by its unit, for the
 * strategy too: sizes, levels and fixed costs of a case are those of such units, its trades those of shares.
 */
function unitOf(broker) {
  return /Fractional/.test(broker.class ?? '') ? (broker.fractional_unit ?? 1e-8) : 1;
}

/** Bars with their prices as of a part of a share. */
function priced(bars, unit) {
  if (unit === 1) return bars;
  const times = (column) => column.map((price) => price * unit);
  return { ...bars, open: times(bars.open), high: times(bars.high), low: times(bars.low), close: times(bars.close) };
}

/** Conventions with the switches that a case's broker settings stand for. */
function policiesOf(broker) {
  return conventionsOf('backtesting.py', {
    marketFill: broker.trade_on_close ? 'previous-close' : 'next-open',
    positions: broker.hedging ? 'hedged-lots' : 'fifo-lots',
    exclusiveOrders: Boolean(broker.exclusive_orders),
    finalise: broker.finalize_trades ? 'repeat-last-bar' : 'mark',
  });
}

function accountOf(broker, costs) {
  return flatAccount(broker.cash, {
    shorting: true,
    margin: { initial: broker.margin ?? 1 },
    costs: { ...costs, halfSpreadBps: (broker.spread ?? 0) * 1e4, slippageBps: 0 },
  });
}

const brokerKeys = [
  'cash',
  'spread',
  'commission',
  'margin',
  'trade_on_close',
  'hedging',
  'exclusive_orders',
  'finalize_trades',
  'class',
  'fractional_unit',
];

/** Runs a case from its order tape and from the strategy it names; a strategy nobody knows runs from the tape alone. */
function runCase(file, folders) {
  const { data, broker, strategy: name, strategy_params: params = {}, order_tape: tape } = file.document;
  checkKeys('broker', broker, brokerKeys);
  const unit = unitOf(broker);
  const bars = priced(caseBars(file, data, folders), unit);
  const { costs, model } = commissionOf(broker.commission ?? 0);
  const strategy = tableStrategies[name];
  const warmup = strategy === undefined ? 0 : strategy.warmup(resolveParams(strategy, params));
  const run = (decides, given) =>
    runFrames({
      legs: [{ symbol: 'X', bars, from: 0, strategy: decides, params: given }],
      account: accountOf(broker, costs),
      policies: policiesOf(broker),
      ...(model === undefined ? {} : { models: { commission: model } }),
      probe: false,
    });
  const runs = { tape: run(tapeStrategy(tape, warmup), {}) };
  if (strategy !== undefined) runs.strategy = run(strategy, params);
  return { unit, runs };
}

const done = new Map();

/** The runs of a case, made once; the file is read as it is on disk, whatever a self-test changed of it. */
export function casesOf(file, folders) {
  if (!done.has(file.path)) {
    const { unit, runs } = runCase(file, folders);
    const results = Object.entries(runs).map(([from, run]) => ({ from, run, stats: statisticsByName(run) }));
    done.set(file.path, { unit, results });
  }
  return done.get(file.path);
}
