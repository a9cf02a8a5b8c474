import { flatAccount } from '@bot-v2/sdk';
import type { OrderRequest } from '@bot-v2/sdk';
import { flat, placing } from '../../test/free-run.js';
import { tape } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from '../frame-driver/index.js';
import { botPolicies } from '../policies/index.js';
import type { LoopPolicies } from '../policies/index.js';

type Acts = Parameters<typeof scripted>[0];

/** A run of 1,000 without costs by our conventions but for those given. */
function run(candles: readonly Candle[], acts: Acts, loop: Partial<LoopPolicies>, terms: object = {}, warmup = 0) {
  return runFrames({
    legs: [{ symbol: 'X', bars: tape(candles), from: 0, strategy: { ...scripted(acts), warmup: () => warmup } }],
    account: flatAccount(1000, {
      costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 },
      shorting: true,
      ...terms,
    }),
    policies: { ...botPolicies, name: 'test', loop: { ...botPolicies.loop, ...loop } },
    probe: false,
  });
}
const facts = (r: ReturnType<typeof run>) => {
  const rows = new Map(Array.from(r.legs[0]!.bars.time, (time, row) => [time, row]));
  return r.fills.toArray().map((f) => [rows.get(f.time), f.side, f.quantity, f.price]);
};
const bare = (r: ReturnType<typeof run>) => facts(r).map(([row, , , price]) => [row, price]);
const buy = (more: Partial<OrderRequest> = {}, row = 0): Acts => ({
  [row]: placing({ side: 'buy', quantity: 10, ...more }),
});
/** Buys several quantities at the market, one after the other. */
const buying = (...quantities: readonly number[]): Acts[number] => {
  return ({ out }) => quantities.forEach((quantity) => out.order({ side: 'buy', quantity }));
};
const slip = { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 100 } };
const fee = { costs: { commissionRate: 0.01, halfSpreadBps: 0, slippageBps: 0 } };

describe('each convention on its own', () => {
  it('where a market order fills', () => {
    const bars: Candle[] = [[10, 10, 10, 11], [12, 13, 11, 13], flat(14)];
    expect(bare(run(bars, buy(), { marketFill: 'next-open' }))).toEqual([[1, 12]]);
    expect(bare(run(bars, buy(), { marketFill: 'next-close' }))).toEqual([[1, 13]]);
    const previous = run(bars, buy(), { marketFill: 'previous-close' }, fee);
    expect(bare(previous)).toEqual([[1, 11]]);
    expect([...previous.equity]).toEqual([1000, 1000 + 20 - 1.1, 1000 + 30 - 1.1]);
    const decision = run(bars, buy(), { marketFill: 'decision-close' }, fee);
    expect(bare(decision)).toEqual([[0, 11]]);
    expect([...decision.equity]).toEqual([1000 - 1.1, 1000 + 20 - 1.1, 1000 + 30 - 1.1]);
    expect(decision.timeInMarket).toBe(1);
    expect(bare(run(bars, buy({}, 2), { marketFill: 'decision-close' }))).toEqual([[2, 14]]);
    expect(run(bars, buy({}, 2), { marketFill: 'previous-close' }).fills.length).toBe(0);
  });

  it('the first bar that decides', () => {
    const all = {
      0: placing({ side: 'buy', quantity: 1 }),
      1: placing({ side: 'buy', quantity: 2 }),
      2: placing({ side: 'buy', quantity: 4 }),
    };
    const bought = (firstDecision: LoopPolicies['firstDecision']) =>
      run([flat(10), flat(10), flat(10), flat(10)], all, { firstDecision }, {}, 1).account.positions[0]!.quantity;
    expect([bought('first-bar'), bought('warm-up'), bought('after-warm-up')]).toEqual([7, 6, 4]);
  });

  it('what a fraction is of, when it is sized, and at which price', () => {
    const target: Acts = { 0: ({ out }) => out.target(0.5) };
    const size = (loop: Partial<LoopPolicies>, terms: object = {}) =>
      facts(run([flat(10), flat(12.5)], target, loop, terms))[0]![2];
    expect(size({})).toBe(50);
    expect(size({ sizedAt: 'fill' })).toBe(40);
    expect(size({ sizedAt: 'fill', sizePrice: 'with-costs' }, fee)).toBe(39);
    const twice: Acts = {
      0: placing({ side: 'buy', fraction: 0.5 }),
      1: placing({ side: 'buy', fraction: 0.5 }),
    };
    const second = (sizeOf: LoopPolicies['sizeOf'], sizedAt: LoopPolicies['sizedAt']) =>
      facts(run([flat(10), flat(10), flat(10)], twice, { sizeOf, sizedAt }))[1]![2];
    expect([second('equity', 'decision-close'), second('free-margin', 'decision-close')]).toEqual([50, 25]);
    expect([second('equity', 'fill'), second('free-margin', 'fill')]).toEqual([50, 25]);
  });

  it('rounded or exact money', () => {
    const thirds = (money: LoopPolicies['money']) =>
      run(
        [flat(10), flat(10)],
        buy({ quantity: 3 }),
        { money },
        { costs: { commissionRate: 1 / 3000, halfSpreadBps: 0, slippageBps: 1 } },
      );
    expect(thirds('rounded').fills.at(0)).toMatchObject({ price: 10.001, fee: 0.01 });
    expect(thirds('exact').fills.at(0)!.price).toBe(10 * 1.0001);
    expect(thirds('exact').fills.at(0)!.fee).toBeCloseTo(30.003 / 3000, 15);
  });

  it('a buy that cash cannot pay', () => {
    const bars = [flat(10), flat(12.5)];
    const all = buy({ quantity: 100 });
    expect(facts(run(bars, all, { shortfall: 'clip' }))[0]![2]).toBe(80);
    expect(run(bars, all, { shortfall: 'reject' }).fills.length).toBe(0);
    expect(run(bars, all, { shortfall: 'allow' }).account).toMatchObject({ cash: -250, equity: 1000 });
    // Rejected is what opens, not what closes.
    const turn: Acts = { 0: placing({ side: 'sell', quantity: 50 }), 1: placing({ side: 'buy', quantity: 140 }) };
    expect(facts(run([flat(10), flat(10), flat(20)], turn, { shortfall: 'reject' }))[1]).toEqual([2, 'buy', 50, 20]);
  });

  it('whether the proceeds of a short sale may be spent', () => {
    const twice: Acts = { 0: placing({ side: 'sell', quantity: 60 }), 1: placing({ side: 'sell', quantity: 40 }) };
    const bars = [flat(10), flat(10), flat(12)];
    expect(facts(run(bars, twice, {})).map((f) => f[2])).toEqual([60, 40 - 7]);
    expect(facts(run(bars, twice, { buyingPower: 'cash' })).map((f) => f[2])).toEqual([60, 40]);
  });

  it('which fills pay spread, and how far it reaches', () => {
    const round: Acts = { 0: placing({ side: 'buy', quantity: 10, limit: 9 }), 1: ({ out }) => out.close() };
    const bars: Candle[] = [flat(10), [8, 8.04, 7, 8], [8, 8, 8, 8]];
    const prices = (loop: Partial<LoopPolicies>) => bare(run(bars, round, loop, slip)).map(([, price]) => price);
    expect(prices({ spreadOn: 'market-and-stop' })).toEqual([8, 7.92]);
    expect(prices({ spreadOn: 'entries' })).toEqual([8.08, 8]);
    expect(prices({ spreadOn: 'all' })).toEqual([8.08, 7.92]);
    expect(prices({ spreadOn: 'all', spreadReach: 'bar-range' })).toEqual([8.04, 8]);
    const inBar: Acts = { 0: placing({ side: 'buy', quantity: 10, limit: 9 }) };
    const at = (spreadOn: LoopPolicies['spreadOn']) => bare(run([flat(10), [10, 10, 8, 9]], inBar, { spreadOn }, slip));
    const stopped: Acts = { 0: placing({ side: 'buy', quantity: 10, stopLoss: 9 }) };
    const both = (spreadOn: LoopPolicies['spreadOn']) =>
      bare(run([flat(10), [10, 10, 8, 9]], stopped, { spreadOn }, slip)).map(([, price]) => price);
    expect([both('market-and-stop'), both('market')]).toEqual([
      [10.1, 8.91],
      [10.1, 9],
    ]);
    expect([at('all'), at('within-limit')]).toEqual([[[1, 9.09]], [[1, 9]]]);
  });

  it('what waits for a price within its reach, and where an open pays none', () => {
    const bars: Candle[] = [flat(10), [8, 8.04, 7, 8], [8, 9, 7, 8]];
    const fills = (acts: Acts, loop: Partial<LoopPolicies>) =>
      bare(run(bars, acts, { spreadOn: 'all', ...loop }, slip));
    const within = (acts: Acts, spreadReach: LoopPolicies['spreadReach']) =>
      fills(acts, { spreadReach, spreadOn: 'within-limit' });
    expect(within(buy(), 'bar-range')).toEqual([[1, 8.04]]);
    expect([within(buy(), 'wait'), within(buy(), 'wait-unless-limit')]).toEqual([[[2, 8.08]], [[2, 8.08]]]);
    const capped = buy({ limit: 8.02 });
    expect(within(capped, 'wait-unless-limit')).toEqual([[1, 8.02]]);
    expect(within(capped, 'wait')).toEqual([]);
    expect(fills(capped, { spreadOn: 'past-limit' })).toEqual([[1, 8.08]]);
    expect(fills(buy({ limit: 7.5 }), { spreadOn: 'past-limit' })).toEqual([[1, 7.5]]);
    expect(fills(buy(), { spreadAt: 'inside-bar' })).toEqual([[1, 8]]);
    expect(fills(buy({ stop: 8.01 }), { spreadAt: 'inside-bar' })).toEqual([[1, 8.01 * 1.01]]);
    // A stop that waits is met anew, or is a market order from then on.
    const stop = buy({ stop: 8.02 });
    const rest = (stopRest: LoopPolicies['stopRest']) => fills(stop, { spreadReach: 'wait', stopRest });
    expect([rest('market'), rest('stop')]).toEqual([[[2, 8.08]], [[2, 8.02 * 1.01]]]);
  });

  it('what the volume of a bar bounds', () => {
    const two: Acts = { 0: buying(10, 8) };
    const parts = (volumeLimit: LoopPolicies['volumeLimit']) =>
      facts(run([flat(10), flat(10), flat(10)], two, { volumeLimit }, { volumeShare: 0.009 })).map(([row, , q]) => [
        row,
        q,
      ]);
    expect(parts('bar')).toEqual([
      [1, 9],
      [2, 1],
      [2, 8],
    ]);
    expect(parts('order')).toEqual([
      [1, 9],
      [1, 8],
      [2, 1],
    ]);
  });

  it('the price at which orders are asked for their cash', () => {
    const acts: Acts = { 0: buying(90, 5) };
    const filled = (fundsCheck: LoopPolicies['fundsCheck']) =>
      facts(run([flat(10), flat(12), flat(5)], acts, { fundsCheck, shortfall: 'reject' })).map(([row, , q]) => [
        row,
        q,
      ]);
    expect(filled('at-fill')).toEqual([[1, 5]]);
    expect(filled('at-submission')).toEqual([[1, 5]]);
    // The first overdraws the account at the open, and the second is asked after it.
    expect(filled('at-open')).toEqual([]);
    const late: Acts = { ...acts, 1: placing({ side: 'buy', quantity: 20 }) };
    expect(facts(run([flat(10), flat(12), flat(5)], late, { fundsCheck: 'at-open' })).map(([row]) => row)).toEqual([2]);
  });

  it('whether a bar that turns fills a stop-limit whose limit is on the near side of its stop', () => {
    const order = buy({ stop: 11, limit: 10.5 });
    const on = (bar: Candle, stopLimitBar: LoopPolicies['stopLimitBar']) =>
      bare(run([flat(10), bar], order, { stopLimitBar }));
    const turning: Candle = [10.8, 11.5, 10, 10.2];
    expect([on(turning, 'if-beyond-stop'), on(turning, 'if-closing-back')]).toEqual([[], [[1, 10.5]]]);
    expect(on([10.8, 11.5, 10, 10.7], 'if-closing-back')).toEqual([]);
    expect(on([10.1, 11.5, 10, 10.2], 'if-closing-back')).toEqual([]);
  });

  it('gaps over a stop, over a limit, and a limit that is only touched', () => {
    const stop = (stopGap: LoopPolicies['stopGap']) => bare(run([flat(10), flat(12)], buy({ stop: 11 }), { stopGap }));
    expect([stop('open'), stop('stop-price')]).toEqual([[[1, 12]], [[1, 11]]]);
    const limit = (limitGap: LoopPolicies['limitGap']) =>
      bare(run([flat(10), flat(8)], buy({ limit: 9 }), { limitGap }));
    expect([limit('open'), limit('limit-price')]).toEqual([[[1, 8]], [[1, 9]]]);
    const touch = (limitFill: LoopPolicies['limitFill']) =>
      bare(run([flat(10), [10, 10, 9, 10]], buy({ limit: 9 }), { limitFill }));
    expect([touch('through'), touch('touch')]).toEqual([[], [[1, 9]]]);
  });

  it('a stop-limit inside its bar', () => {
    const bars: Candle[] = [flat(10), [10, 12, 9, 12], [12, 12, 10, 12]];
    const at = (stopLimitBar: LoopPolicies['stopLimitBar'], limit: number) =>
      bare(run(bars, buy({ stop: 11, limit }), { stopLimitBar }));
    expect([at('same-bar', 10.5), at('if-beyond-stop', 10.5), at('next-bar', 10.5)]).toEqual([
      [[1, 10.5]],
      [[2, 10.5]],
      [[2, 10.5]],
    ]);
    expect([at('same-bar', 11.5), at('if-beyond-stop', 11.5), at('next-bar', 11.5)]).toEqual([
      [[1, 11]],
      [[1, 11]],
      [[2, 11.5]],
    ]);
  });

  it('what a trailing stop follows', () => {
    const acts: Acts = {
      0: placing({ side: 'buy', quantity: 10 }),
      1: placing({ side: 'sell', quantity: 10, trail: 1 }),
    };
    const bars: Candle[] = [flat(10), flat(10), [10, 13, 10, 11], [11.5, 11.5, 9.5, 9.5]];
    const at = (trailBy: LoopPolicies['trailBy']) => bare(run(bars, acts, { trailBy }))[1];
    expect([at('extreme'), at('close')]).toEqual([
      [3, 11.5],
      [3, 10],
    ]);
  });

  it('that a bar which sets off a trailing stop with a limit moves it by its close as well', () => {
    const acts: Acts = {
      0: placing({ side: 'buy', quantity: 10 }),
      1: placing({ side: 'sell', quantity: 10, trail: 1, limit: 11 }),
    };
    // Stop 9, limit 11. The bar sets it off and closes at 10.5: half a unit up, both.
    const bars: Candle[] = [flat(10), flat(10), [9.5, 10.6, 8.5, 10.5], [11, 11.2, 11, 11.2], [11.2, 12, 11.2, 12]];
    const at = (trailBy: LoopPolicies['trailBy']) =>
      bare(run(bars, acts, { trailBy, stopLimitBar: 'if-closing-back' }))[1];
    expect([at('extreme'), at('close')]).toEqual([
      [3, 11],
      [4, 11.5],
    ]);
  });

  it('from when protection works', () => {
    const both = { stopLoss: 9, takeProfit: 12 };
    const wide: Candle[] = [flat(10), [10, 12.5, 9.5, 11], [11, 13, 11, 12]];
    const market = (takeProfit: 'same-bar' | 'next-bar') =>
      bare(
        run(wide, buy(both), {
          children: { ...botPolicies.loop.children, afterMarket: { stopLoss: 'same-bar', takeProfit } },
        }),
      )[1];
    expect([market('same-bar'), market('next-bar')]).toEqual([
      [1, 12],
      [2, 12],
    ]);
    const deep: Candle[] = [flat(10), [10, 11, 8, 10], [10, 10, 8.5, 9]];
    const stopped = (stopLoss: 'same-bar' | 'next-bar') =>
      bare(
        run(deep, buy(both), {
          children: { ...botPolicies.loop.children, afterMarket: { stopLoss, takeProfit: 'same-bar' } },
        }),
      )[1];
    expect([stopped('same-bar'), stopped('next-bar')]).toEqual([
      [1, 9],
      [2, 9],
    ]);
    const resting = (takeProfit: 'same-bar' | 'if-clear' | 'next-bar', low = 9.5) =>
      bare(
        run([flat(10), [10, 12.5, low, 11], [11, 13, 11, 12]], buy({ stop: 10.5, ...both }), {
          children: { ...botPolicies.loop.children, afterResting: { stopLoss: 'next-bar', takeProfit } },
        }),
      )[1];
    expect([resting('same-bar'), resting('if-clear'), resting('next-bar')]).toEqual([
      [1, 12],
      [1, 12],
      [2, 12],
    ]);
    expect([resting('same-bar', 8), resting('if-clear', 8)]).toEqual([
      [1, 12],
      [2, 12],
    ]);
  });

  it('which side of a bracket fills when a bar reaches both', () => {
    const bars: Candle[] = [flat(10), flat(10), [10, 13, 8, 10]];
    const at = (tie: LoopPolicies['tie']) => bare(run(bars, buy({ stopLoss: 9, takeProfit: 12 }), { tie }))[1];
    expect([at('stop-loss'), at('take-profit')]).toEqual([
      [2, 9],
      [2, 12],
    ]);
  });

  it('the order of work in a bar', () => {
    // A resting buy limit, then a market buy: there is cash for one of them.
    const acts: Acts = {
      0: placing({ side: 'buy', quantity: 90, limit: 9.5 }),
      1: placing({ side: 'buy', quantity: 90 }),
    };
    const bars: Candle[] = [flat(10), flat(10), [10, 10, 9, 9.5]];
    const first = (queue: LoopPolicies['queue']) => facts(run(bars, acts, { queue })).map((f) => [f[2], f[3]]);
    expect(first('market-first')).toEqual([
      [90, 10],
      [10, 9.5],
    ]);
    expect(first('as-placed')).toEqual([
      [90, 9.5],
      [14, 10],
    ]);
    // A stop-loss and a market exit of the same bar.
    const exits: Acts = { 0: placing({ side: 'buy', quantity: 10, stopLoss: 9 }), 1: ({ out }) => out.close() };
    const out = (queue: LoopPolicies['queue']) => bare(run([flat(10), flat(10), [10, 10, 8, 8]], exits, { queue }))[1];
    expect([out('market-first'), out('exits-first')]).toEqual([
      [2, 10],
      [2, 9],
    ]);
  });

  it('a new order may close and cancel what is there first', () => {
    const acts: Acts = {
      0: placing({ side: 'buy', quantity: 10, stopLoss: 5 }),
      1: placing({ side: 'buy', quantity: 3, limit: 9 }),
      2: placing({ side: 'sell', quantity: 2 }),
    };
    expect(facts(run([flat(10), flat(10), flat(10), flat(10)], acts, { exclusiveOrders: true }))).toEqual([
      [1, 'buy', 10, 10],
      [2, 'sell', 10, 10],
      [3, 'sell', 2, 10],
    ]);
  });

  it('when an entry pays its commission', () => {
    const acts: Acts = {
      0: placing({ side: 'buy', quantity: 10 }),
      1: placing({ side: 'sell', quantity: 4 }),
      2: ({ out }) => out.close(),
    };
    const fees = (entryCommission: LoopPolicies['entryCommission']) =>
      run([flat(10), flat(10), flat(10), flat(10)], acts, { entryCommission }, fee)
        .fills.toArray()
        .map((f) => f.fee);
    expect(fees('at-entry')).toEqual([1, 0.4, 0.6]);
    expect(fees('at-exit')).toEqual([0, 0.8, 1.2]);
  });

  it('what happens to a bankrupt account', () => {
    const short: Acts = { 0: placing({ side: 'sell', quantity: 100 }) };
    const bars = [flat(10), flat(10), flat(25), flat(26), flat(15)];
    const curve = (bust: LoopPolicies['bust']) => [...run(bars, short, { bust }).equity];
    expect(curve('liquidate-next-open')).toEqual([1000, 1000, -500, -600, -600]);
    expect(curve('zero-at-once')).toEqual([1000, 1000, 0, 0, 0]);
    expect(curve('ignore')).toEqual([1000, 1000, -500, -600, 500]);
  });

  it('what is still open at the end', () => {
    const bars: Candle[] = [flat(10), flat(10), [11, 13, 11, 12]];
    const end = (finalise: LoopPolicies['finalise']) => {
      const done = run(bars, buy(), { finalise }, slip);
      return [done.fills.length, done.fills.at(1)?.price, done.equity.at(-1), done.trades[0]!.exitTime !== null];
    };
    expect(end('mark')).toEqual([1, undefined, 1000 - 101 + 120, false]);
    expect(end('close-at-last-close')).toEqual([2, 11.88, 1000 - 101 + 118.8, true]);
    expect(end('repeat-last-bar')).toEqual([2, 10.89, 1000 - 101 + 108.9, true]);
  });
});

describe('why a fill had its price', () => {
  const texts = (bars: readonly Candle[], acts: Acts, terms: object = {}) =>
    run(bars, acts, {}, terms)
      .fills.toArray()
      .map((f) => f.text);

  it('names what was reached, the gap, spread and slippage', () => {
    const both = { costs: { commissionRate: 0, halfSpreadBps: 2.5, slippageBps: 10 } };
    expect(texts([flat(10), flat(10), [9, 9, 8, 8]], buy({ stopLoss: 9.5 }), both)).toEqual([
      'market order at the open, reference 10, 2.5 bps spread and 10 bps slippage: 10.0125',
      'opened beyond the stop-loss 9.5, gap of 0.5 to 9, 2.5 bps spread and 10 bps slippage: 8.98875',
    ]);
    expect(texts([flat(10), [10, 10, 8, 9]], buy({ limit: 9 }), both)).toEqual(['limit 9 traded through']);
    expect(texts([flat(10), flat(8)], buy({ limit: 9 }), both)).toEqual([
      'opened better than the limit 9, gap of 1 to 8',
    ]);
    expect(texts([flat(10), flat(20)], buy({ quantity: 100 }))).toEqual([
      'market order at the open, reference 20, less than ordered: cash did not pay for more',
    ]);
  });
});
