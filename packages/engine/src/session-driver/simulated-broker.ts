import type { Account, Bars } from '@bot-v2/sdk';
import { instrumentOf } from '../costs/index.js';
import { opensUntrusted } from '../frame-driver/check-legs.js';
import { setBar, tickMatcher } from '../frame-driver/tick-bars.js';
import { accrue, ActionWalk, fundingOf, Ledger } from '../ledger/index.js';
import type { ActionListener } from '../ledger/index.js';
import type { FillEvent, Intent } from '../loop/index.js';
import { marketOf, marketRules, matchTick } from '../matching/index.js';
import type { MarketListener } from '../matching/index.js';
import { botPolicies } from '../policies/index.js';
import type { Broker, BrokerEvent } from './broker.js';

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
  const instruments = legs.map(({ symbol }) => instrumentOf(terms, symbol));
  const ledger = new Ledger(capital, legs.length, { instruments });
  const policies = botPolicies.loop;
  let events: BrokerEvent[] = [];
  const listener: MarketListener = {
    fill(event: FillEvent) {
      ledger.fill(event.leg, event.side * event.quantity, event.price, event.feeUnits);
      events.push({ kind: 'fill', ...event });
    },
    closed: (order, leg, reason) => void events.push({ kind: 'closed', order, leg, reason }),
  };
  const funding = fundingOf(ledger, terms, policies.buyingPower);
  const market = marketOf({ account: input.account, ledger, funding, instruments, policies, listener });
  const rules = marketRules(policies);
  const lastTime = (bars: Bars) => (bars.length === 0 ? -Infinity : bars.time[bars.length - 1]!);
  const walks = legs.map((leg, index) => new ActionWalk(leg.history, lastTime(leg.history), instruments[index]!.lot));
  const matcher = tickMatcher(legs.map((leg) => leg.history));
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
  const send = (intent: Intent): readonly BrokerEvent[] => {
    market.submit(intent);
    return take();
  };
  return {
    submit: send,
    amend: send,
    cancel: send,
    protect: send,
    onBar(tick) {
      if (clock > -Infinity) accrue(ledger, terms, tick.time - clock);
      clock = tick.time;
      legs.forEach(({ symbol }, leg) => {
        const frame = tick.frames[symbol];
        matcher.rows[leg] = -1;
        if (frame === undefined) return;
        const row = frame.length - 1;
        walks[leg]!.grow(frame);
        walks[leg]!.apply(leg, tick.time, frame.open[row]!, ledger, splits);
        setBar(matcher, leg, frame, row);
        matcher.bars[leg]!.trusted = !opensUntrusted(frame);
      });
      matchTick(market, rules, tick.time, matcher);
      legs.forEach((_, leg) => {
        if (matcher.rows[leg]! >= 0) ledger.mark[leg] = matcher.bars[leg]!.close;
      });
      return take();
    },
    end() {
      market.expireAll();
      return take();
    },
  };
}
