import type { Account, Bars } from '@bot-v2/sdk';
import { FillCosts } from '../costs/index.js';
import { opensUntrusted } from '../frame-driver/check-legs.js';
import { matchTick } from '../frame-driver/frame-driver.js';
import { ActionWalk, Ledger } from '../ledger/index.js';
import type { ActionListener } from '../ledger/index.js';
import type { FillEvent } from '../loop/index.js';
import { SimulatedMarket } from '../matching/index.js';
import type { MarketListener, MatchBar } from '../matching/index.js';
import type { Broker, BrokerEvent } from './broker.js';

const millisecondsPerYear = 365 * 86_400_000;

/**
 * A broker for paper sessions: the matching, costs and ledger of the backtest behind the session's port, with books of
 * its own. On the same bars and orders it gives the same fills, bit for bit.
 */
export function simulatedBroker(input: {
  readonly legs: readonly { readonly symbol: string; readonly history: Bars }[];
  readonly account: Account;
}): Broker {
  const legs = [...input.legs].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const { terms, capital } = input.account;
  const ledger = new Ledger(capital, legs.length);
  let events: BrokerEvent[] = [];
  const listener: MarketListener = {
    fill(event: FillEvent) {
      ledger.fill(event.leg, event.side * event.quantity, event.price, event.feeUnits);
      events.push({ kind: 'fill', ...event });
    },
    closed: (order, leg, reason) => void events.push({ kind: 'closed', order, leg, reason }),
  };
  const costs = new FillCosts(terms.costs);
  const market = new SimulatedMarket({
    legs: legs.length,
    costs,
    ledger,
    fractional: terms.fractional,
    shorting: terms.shorting,
    listener,
  });
  const lastTime = (bars: Bars) => (bars.length === 0 ? -Infinity : bars.time[bars.length - 1]!);
  const walks = legs.map((leg) => new ActionWalk(leg.history, lastTime(leg.history), terms.fractional));
  const bars: MatchBar[] = legs.map(() => ({ open: 0, high: 0, low: 0, close: 0, trusted: true }));
  legs.forEach((leg, index) => {
    if (leg.history.length > 0) ledger.mark[index] = leg.history.close[leg.history.length - 1]!;
  });
  let clock = Math.max(...legs.map((leg) => lastTime(leg.history)));
  const splits: ActionListener = { dividend: () => undefined, split: (leg, ratio) => market.split(leg, ratio) };
  const take = (): readonly BrokerEvent[] => {
    const taken = events;
    events = [];
    return taken;
  };
  return {
    submit(order) {
      market.submit(order);
      return take();
    },
    cancel(cancel) {
      market.submit(cancel);
      return take();
    },
    protect(protect) {
      market.submit(protect);
      return take();
    },
    onBar(tick) {
      if (terms.cashInterest !== 0 && tick.time > clock && clock > -Infinity && ledger.cashUnits > 0) {
        ledger.creditInterest(ledger.cash * terms.cashInterest * ((tick.time - clock) / millisecondsPerYear));
      }
      clock = tick.time;
      const rows = legs.map(({ symbol }, leg) => {
        const frame = tick.frames[symbol];
        if (frame === undefined) return -1;
        const row = frame.length - 1;
        walks[leg]!.grow(frame);
        walks[leg]!.apply(leg, tick.time, frame.open[row]!, ledger, splits);
        Object.assign(bars[leg]!, {
          open: frame.open[row]!,
          high: frame.high[row]!,
          low: frame.low[row]!,
          close: frame.close[row]!,
          trusted: !opensUntrusted(frame),
        });
        return row;
      });
      matchTick(market, bars, tick.time, (leg) => rows[leg]!);
      rows.forEach((row, leg) => {
        if (row >= 0) ledger.mark[leg] = bars[leg]!.close;
      });
      return take();
    },
    end() {
      market.expireAll();
      return take();
    },
  };
}
