import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';
import { checkKeys } from './known-keys.mjs';

/** What an entry of a tape may say, by act; words for its reader are `tag`, `note` and `noop`. */
const known = {
  buy: ['size', 'limit', 'stop', 'sl', 'tp'],
  sell: ['size', 'limit', 'stop', 'sl', 'tp'],
  close: ['portion', 'noop'],
  cancel_pending: ['count'],
  set_sl: ['price'],
  set_tp: ['price'],
};

/** Prices of a tape's order under our names; absent ones are left out. */
function protection({ sl, tp }) {
  return { ...(sl == null ? {} : { stopLoss: sl }), ...(tp == null ? {} : { takeProfit: tp }) };
}

/** An order of a tape: without size all, below 1 a fraction, else a number of units. */
function requestOf({ act, size, limit, stop, ...order }) {
  return {
    side: act,
    ...(size == null ? { fraction: 1 } : size < 1 ? { fraction: size } : { quantity: size }),
    ...(limit == null ? {} : { limit }),
    ...(stop == null ? {} : { stop }),
    ...protection(order),
  };
}

/** A strategy that does what a tape says at each bar, and decides nothing itself. */
export function tapeStrategy(tape, warmup) {
  for (const { bar, act, tag: _tag, note: _note, ...rest } of tape) {
    if (known[act] === undefined) throw new Error(`the tape has an act "${act}" at bar ${bar}`);
    checkKeys(`${act} at bar ${bar}`, rest, known[act]);
  }
  const byBar = Map.groupBy?.(tape, (each) => each.bar) ?? grouped(tape);
  return defineStrategy({
    id: 'order_tape',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => warmup,
    prepare: () => ({}),
    onBar: ({ t, out }) => {
      for (const entry of byBar.get(t) ?? []) {
        if (entry.act === 'buy' || entry.act === 'sell') out.order(requestOf(entry));
        else if (entry.act === 'close') out.close(entry.portion ?? 1);
        else if (entry.act === 'cancel_pending') out.cancel();
        else if (entry.act === 'set_sl') out.protect({ stopLoss: entry.price ?? null });
        else if (entry.act === 'set_tp') out.protect({ takeProfit: entry.price ?? null });
      }
    },
  });
}

function grouped(tape) {
  const groups = new Map();
  for (const each of tape) groups.set(each.bar, [...(groups.get(each.bar) ?? []), each]);
  return groups;
}
