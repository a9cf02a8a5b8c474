import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, Orders, PositionView } from '@bot-v2/sdk';
import { z } from 'zod';
import { describeWith, referenceFolder } from '../../../../tests/shared-folder.js';
import { tape } from '../../test/frames.js';
import { runFrames } from '../frame-driver/index.js';
import type { FrameInput, FrameRun } from '../frame-driver/index.js';
import type { Leg } from '../loop/index.js';
import { botPolicies } from '../policies/index.js';
import { conventionsOf } from './index.js';
import type { LoopPolicies } from '../policies/index.js';

const { loop: backtrader } = conventionsOf('backtrader');
const { loop: vectorbt } = conventionsOf('vectorbt');

function bars(file: string): Bars {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  const rows = lines.map((line) => line.split(','));
  const at = rows[0]!.findIndex((cell) => /^\d{4}-/.test(cell));
  const numbers = rows.map((row) => row.slice(at + 1).map(Number));
  return tape(
    numbers.map(([open, high, low, close]) => [open!, high!, low!, close!] as const),
    {
      symbol: 'PEER',
      basis: 'as_given',
      time: Float64Array.from(rows, (row) => Date.parse(`${row[at]!.slice(0, 10)}T00:00:00Z`)),
      volume: Float64Array.from(numbers, (row) => row[4]!),
    },
  );
}

/** The sign of fast − slow crossing zero at a row: the last difference that was not zero counts. */
function crossings(fast: Float64Array, slow: Float64Array): Float64Array {
  let last = 0;
  return fast.map((value, row) => {
    const difference = value - slow[row]!;
    if (Number.isNaN(difference)) return 0;
    const crossed = last !== 0 && difference * last < 0 ? Math.sign(difference) : 0;
    if (difference !== 0) last = difference;
    return crossed;
  });
}

type Act = (c: { t: number; at: (name: string, ago?: number) => number; account: PositionView; out: Orders }) => void;

function strategy(p: { fast: number; slow: number }, act: Act): AnyStrategy {
  return defineStrategy({
    id: 'peer',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 0,
    prepare: (frame, _, ta) => ({
      close: frame.close,
      cross: crossings(ta.sma(frame.close, p.fast), ta.sma(frame.close, p.slow)),
      average: ta.sma(frame.close, p.slow),
      high: ta.highest(frame.high, 20),
      low: ta.lowest(frame.low, 10),
    }),
    onBar: ({ t, cols, account, out }) => {
      const cursors = cols as Readonly<Record<string, { now: number; ago(k: number): number }>>;
      act({ t, account, out, at: (name, ago = 0) => cursors[name]!.ago(ago) });
    },
  });
}

const acts: Record<string, (qty: number) => Act> = {
  Rev: (qty) => (c) => {
    const cross = c.at('cross');
    if (cross === 0) return;
    const delta = cross * qty - c.account.quantity;
    if (delta !== 0) c.out.order({ side: delta > 0 ? 'buy' : 'sell', quantity: Math.abs(delta) });
  },
  Brk: (qty) => (c) => {
    if (c.at('cross') <= 0 || c.account.quantity !== 0 || c.account.openOrders > 0) return;
    const entry = c.out.order({ side: 'buy', quantity: qty });
    const stop = c.out.order({ side: 'sell', quantity: qty, stop: c.at('close') * 0.95, after: entry });
    c.out.order({ side: 'sell', quantity: qty, limit: c.at('close') * 1.1, after: entry, oco: stop });
  },
  Stp: (qty) => (c) => {
    if (Number.isNaN(c.at('average'))) return;
    if (c.account.quantity === 0) {
      c.out.cancel();
      c.out.order({ side: 'buy', quantity: qty, stop: c.at('high') + 0.01 });
    } else if (c.at('close') <= c.at('low', 1)) c.out.close();
  },
};

interface BacktraderCase {
  data: string;
  strategy: string;
  params: { fast: number; slow: number; qty: number };
  cash: number;
  commission: { commission: number; mult?: number; margin?: number };
  cheat_on_close: boolean;
  slippage_perc: number | null;
  fills: [number, string, string, number, number, number][];
  trades: [number, number, number, number, number][];
}

const curve = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

function expectCurve(run: FrameRun, file: string): void {
  const expected = curve(file);
  expect(run.equity.length).toBe(expected.length);
  const wrong = expected.filter(([row, value]) => !near(run.equity[row!]!, value!));
  expect(wrong.map(([row, value]) => [row, value, run.equity[row!]])).toEqual([]);
}

const run = (leg: Partial<Leg> & Pick<Leg, 'bars' | 'strategy'>, cash: number, terms: object, loop: LoopPolicies) => {
  const input: FrameInput = {
    legs: [{ symbol: 'PEER', from: 0, ...leg }],
    account: flatAccount(cash, { shorting: true, ...terms }),
    policies: { ...botPolicies, name: 'peer', loop },
    risk: { maxPosition: Infinity, absurdFactor: Infinity },
    probe: false,
  };
  return runFrames(input);
};

describeWith(referenceFolder, 'peers with net positions', (reference) => {
  const folder = (name: string) => join(reference, '01_backtest', name);
  const cases = (name: string) =>
    existsSync(folder(name))
      ? readdirSync(folder(name)).filter((file) => file.endsWith('.json') && !file.startsWith('bx00'))
      : [];

  it.each(cases('backtrader'))('%s', (file) => {
    const given = JSON.parse(readFileSync(join(folder('backtrader'), file), 'utf8')) as BacktraderCase;
    const { commission, mult, margin } = given.commission;
    const futures = margin !== undefined;
    const done = run(
      { bars: bars(folder(given.data)), strategy: strategy(given.params, acts[given.strategy]!(given.params.qty)) },
      given.cash,
      {
        costs: {
          halfSpreadBps: 0,
          slippageBps: (given.slippage_perc ?? 0) * 1e4,
          ...(futures ? { commissionPerUnit: commission } : { commissionRate: commission }),
        },
        ...(futures ? { instruments: { PEER: { multiplier: mult!, contractMargin: margin } } } : {}),
      },
      { ...backtrader, marketFill: given.cheat_on_close ? 'previous-close' : 'next-open' },
    );
    const rowOf = new Map(Array.from(done.legs[0]!.bars.time, (time, row) => [time, row]));
    const fills = done.fills.toArray();
    expect(done.denialCounts).toEqual({});
    expect(fills.map((f) => [rowOf.get(f.time), f.side, f.side === 'buy' ? f.quantity : -f.quantity])).toEqual(
      given.fills.map(([bar, side, , size]) => [bar, side, size]),
    );
    given.fills.forEach(([, , , , price, comm], i) => {
      expect(near(fills[i]!.price, price)).toBe(true);
      expect(near(fills[i]!.fee, comm)).toBe(true);
    });
    expectCurve(done, join(folder('backtrader'), file.replace('.json', '.equity.csv')));
    const cash = curve(join(folder('backtrader'), file.replace('.json', '.equity.csv'))).at(-1)![2]!;
    expect(near(done.account.cash, cash)).toBe(true);
    const closed = done.trades.filter((trade) => trade.exitTime !== null);
    expect(closed.length).toBe(given.trades.length);
    given.trades.forEach(([, , price, , net], i) => {
      expect(near(closed[i]!.entryPrice, price)).toBe(true);
      expect(near(closed[i]!.pnl, net)).toBe(true);
    });
  });

  interface Published {
    data: string;
    unoptimized: Record<'stocklike' | 'futureslike', Record<string, string | number>> &
      Record<'BUYEXEC' | 'SELLEXEC', string[]>;
  }

  it.each(['stocklike', 'futureslike'] as const)('bx00 as published, %s', (kind) => {
    const file = join(folder('backtrader'), 'bx00_upstream_published.json');
    const { data, unoptimized } = JSON.parse(readFileSync(file, 'utf8')) as Published;
    const act: Act = ({ at, account, out }) => {
      if (account.openOrders > 0) return;
      if (account.quantity === 0 && at('cross') > 0) out.order({ side: 'buy', quantity: 1 });
      else if (account.quantity > 0 && at('cross') < 0) out.close();
    };
    const futures = kind === 'futureslike';
    const { final_value, final_cash, commission, mult, margin } = unoptimized[kind];
    const done = run(
      { bars: bars(folder(data)), strategy: strategy({ fast: 1, slow: 15 }, act) },
      10_000,
      {
        costs: { halfSpreadBps: 0, slippageBps: 0, ...(futures ? { commissionPerUnit: commission } : {}) },
        ...(futures ? { instruments: { PEER: { multiplier: mult, contractMargin: margin } } } : {}),
      },
      backtrader,
    );
    const prices = (side: string) => done.fills.toArray().flatMap((f) => (f.side === side ? [f.price.toFixed(2)] : []));
    expect(prices('buy')).toEqual(unoptimized.BUYEXEC);
    expect(prices('sell')).toEqual(unoptimized.SELLEXEC);
    expect([done.account.equity.toFixed(2), done.account.cash.toFixed(2)]).toEqual([final_value, final_cash]);
  });

  interface VectorbtCase {
    data: string;
    settings: {
      signal_shift?: number;
      price?: string;
      fees?: number;
      slippage?: number;
      sl_stop?: number;
      tp_stop?: number;
    };
    orders: [number, number, number, number, number, number, number][];
    entries: number[];
    exits: number[];
  }

  it.each(cases('vectorbt'))('%s', (file) => {
    const given = JSON.parse(readFileSync(join(folder('vectorbt'), file), 'utf8')) as VectorbtCase;
    const { settings } = given;
    const atOpen = settings.price === '@open';
    const shift = atOpen ? 1 : 0;
    const [entries, exits] = [new Set(given.entries), new Set(given.exits)];
    const act: Act = ({ t, at, account, out }) => {
      const row = t + shift;
      if (account.quantity === 0 && entries.has(row) && !exits.has(row)) out.target(1);
      else if (account.quantity > 0 && exits.has(row)) out.target(0);
      if (account.barsHeld !== 1) return;
      out.protect({
        ...(settings.sl_stop === undefined ? {} : { stopLoss: at('close') * (1 - settings.sl_stop) }),
        ...(settings.tp_stop === undefined ? {} : { takeProfit: at('close') * (1 + settings.tp_stop) }),
      });
    };
    const expected = curve(join(folder('vectorbt'), file.replace('.json', '.equity.csv')));
    const done = run(
      { bars: bars(folder(given.data)), strategy: strategy({ fast: 10, slow: 30 }, act) },
      expected[0]![1]!,
      {
        shorting: false,
        fractional: true,
        instruments: { PEER: { lot: 1e-12 } },
        costs: {
          halfSpreadBps: 0,
          slippageBps: (settings.slippage ?? 0) * 1e4,
          commissionRate: settings.fees ?? 0,
        },
      },
      { ...vectorbt, marketFill: atOpen ? 'next-open' : 'decision-close' },
    );
    const rowOf = new Map(Array.from(done.legs[0]!.bars.time, (time, row) => [time, row]));
    const fills = done.fills.toArray();
    expect(fills.map((f) => [rowOf.get(f.time), f.side])).toEqual(
      given.orders.map(([, , row, , , , side]) => [row, side === 0 ? 'buy' : 'sell']),
    );
    given.orders.forEach(([, , , size, price, fees], i) => {
      expect([near(fills[i]!.quantity, size), near(fills[i]!.price, price), near(fills[i]!.fee, fees)]).toEqual([
        true,
        true,
        true,
      ]);
    });
    expectCurve(done, join(folder('vectorbt'), file.replace('.json', '.equity.csv')));
  });
});
