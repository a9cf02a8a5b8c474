import { runFrames } from '@bot-v2/engine';
import { conventionsOf, statisticsByName } from '@bot-v2/engine/conventions';
import { flatAccount, resolveParams } from '@bot-v2/sdk';
import { caseBars } from './case-bars.mjs';
import { commissionOf } from './commission.mjs';
import { checkKeys } from './known-keys.mjs';
import { tapeStrategy } from './order-tape.strategy.mjs';
import { tableStrategies } from './table-strategies.mjs';

/** Smallest part of a share that the fractional class of the peer trades, unless the case says otherwise. */
const fractionalUnit = 1e-8;

/** Conventions with the switches that a case's broker settings stand for. */
function policiesOf(broker) {
  return conventionsOf('backtesting.py', {
    marketFill: broker.trade_on_close ? 'previous-close' : 'next-open',
    positions: broker.hedging ? 'hedged-lots' : 'fifo-lots',
    exclusiveOrders: Boolean(broker.exclusive_orders),
    finalise: broker.finalize_trades ? 'repeat-last-bar' : 'mark',
  });
}

function accountOf(broker, lot, costs) {
  return flatAccount(broker.cash, {
    shorting: true,
    margin: { initial: broker.margin ?? 1 },
    instruments: { X: { lot } },
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
  const bars = caseBars(file, data, folders);
  const lot = /Fractional/.test(broker.class ?? '') ? (broker.fractional_unit ?? fractionalUnit) : 1;
  const { costs, model } = commissionOf(broker.commission ?? 0);
  const strategy = tableStrategies[name];
  const warmup = strategy === undefined ? 0 : strategy.warmup(resolveParams(strategy, params));
  const run = (decides, given) =>
    runFrames({
      legs: [{ symbol: 'X', bars, from: 0, strategy: decides, params: given }],
      account: accountOf(broker, lot, costs),
      policies: policiesOf(broker),
      ...(model === undefined ? {} : { models: { commission: model } }),
      risk: { absurdFactor: Infinity },
      probe: false,
    });
  const runs = { tape: run(tapeStrategy(tape, warmup, lot), {}) };
  if (strategy !== undefined) runs.strategy = run(strategy, params);
  return { bars, lot, runs };
}

const done = new Map();

/** The runs of a case, made once; the file is read as it is on disk, whatever a self-test changed of it. */
export function casesOf(file, folders) {
  if (!done.has(file.path)) {
    const { bars, lot, runs } = runCase(file, folders);
    const results = Object.entries(runs).map(([from, run]) => ({ from, run, stats: statisticsByName(run) }));
    done.set(file.path, { bars, lot, results });
  }
  return done.get(file.path);
}
