import type { Account } from '@bot-v2/sdk';
import { FillCosts } from '../costs/index.js';
import type { FillEvent } from '../loop/index.js';
import type { FrameWalk } from './frame-driver.js';

/**
 * What a convention does with positions after the last bar: they stay and are marked; or they are closed at its close,
 * spread and commission paid; or market orders close them that meet the last bar once more, with all that still waits. The
 * last point of the curve is taken again.
 */
export function finalise(walk: FrameWalk, account: Account): void {
  const { loop } = walk;
  const { policies } = loop;
  if (policies.finalise === 'mark' || loop.stopped) return;
  loop.reopen();
  if (policies.finalise === 'close-at-last-close') closeAtMarks(walk, account);
  else {
    loop.closeAll('end of data');
    walk.repeatLastTick();
  }
  loop.reclose();
}

function closeAtMarks({ loop, legs }: FrameWalk, account: Account): void {
  const { policies, ledger } = loop;
  const costs = new FillCosts(account.terms.costs, { money: policies.money });
  for (let leg = 0; leg < legs.length; leg++) {
    const quantity = ledger.quantity[leg]!;
    const row = loop.rowOf(leg);
    if (quantity === 0 || row < 0) continue;
    const { bars } = legs[leg]!;
    const side = quantity > 0 ? -1 : 1;
    const reference = bars.close[row]!;
    const { tick, multiplier } = loop.instruments[leg]!;
    const price = policies.spreadOn === 'entries' ? reference : costs.marketPrice(reference, side, tick);
    const fill: FillEvent = {
      order: 0,
      leg,
      time: bars.time[row]!,
      row,
      side,
      quantity: Math.abs(quantity),
      price,
      reference,
      level: 0,
      feeUnits: costs.feeUnits(Math.abs(quantity), price, multiplier),
      cause: 'finalise',
      cashLimited: false,
      left: 0,
    };
    loop.fill(fill);
  }
}
