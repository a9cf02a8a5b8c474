import type { Bars } from '@bot-v2/sdk';
import type { Walk } from '../frame-driver/walk.js';
import { copyState, PortfolioRunner } from '../loop/index.js';
import type { StrategyRuntime } from '../loop/index.js';
import { forwardAdjusted } from '../price-view/index.js';
import { compileSizer } from '../sizing/index.js';
import { inputsKnownAt, truncated, viewFor, withAnotherFuture } from './altered-frame.js';
import { firstDifference, sameWish, wishText } from './compare.js';
import { showAccount } from './fresh-instance.js';
import type { FreshInstances } from './fresh-instance.js';
import { wishOf } from './probe-capture.js';
import type { Capture, Wish } from './probe-capture.js';
import type { PointProbe } from './probe-point.js';
import { barText, leakingColumn, lookAhead } from './violation.js';

type Alter = (view: Bars, t: number, leg: number) => Bars;

/**
 * `probePoint` for a strategy that decides for all symbols at once: every symbol's frame is altered after its last row
 * at the tick, and every prepared value up to there and what `onBar` asks for of any symbol must be the same.
 * @throws BOT_STRATEGY_LOOKAHEAD and what the strategy throws
 */
export function probeTogether(walk: Walk, fresh: FreshInstances, probe: PointProbe, forms: Set<string>): void {
  if (probe.cut) {
    forms.add('truncated');
    compare(walk, probe, 'truncated', freshOn(walk, fresh, probe.capture, truncated));
  }
  for (const future of probe.futures) {
    const form = 'another future';
    forms.add(form);
    const alter: Alter = (view, t, leg) => {
      const { path, length } = future(leg, t);
      return withAnotherFuture(view, t, path, walk.legs[leg]!.bars.time, length);
    };
    if (probe.withSize) compareSize(walk, probe.capture, form, alter);
    compare(walk, probe, form, freshOn(walk, fresh, probe.capture, alter));
  }
}

/** Fresh runtimes of all legs on altered frames; of a leg without a row yet, only the first one is there and hidden. */
function freshOn({ legs }: Walk, fresh: FreshInstances, { together }: Capture, alter: Alter): StrategyRuntime[] {
  const { desks, rows } = together!;
  const { twin, strategy } = desks[0]!.choice;
  return legs.map(({ symbol, bars, inputs }, leg) => {
    const t = Math.max(rows[leg]!, 0);
    const frame = alter(viewFor(bars, strategy.scaleFree === true, t), t, leg);
    const known = inputsKnownAt(inputs, t, frame.length);
    return fresh.runtime(symbol, desks[leg]!.choice, frame, known, undefined, twin ?? strategy);
  });
}

function compare(
  walk: Walk,
  { capture, earlier }: PointProbe,
  form: string,
  runtimes: readonly StrategyRuntime[],
): void {
  const { rows, prepared } = capture.together!;
  runtimes.forEach((runtime, leg) => {
    if (rows[leg]! < 0) return;
    const difference = firstDifference(prepared[leg]!.columns, runtime.current!.columns, rows[leg]!);
    if (difference !== null) throw leakingColumn(ofLeg(capture, leg), walk.legs[leg]!.bars, form, difference);
  });
  const seats = runtimes.map((runtime, leg) => ({ symbol: runtime.symbol, time: walk.legs[leg]!.bars.time, runtime }));
  const { strategy } = runtimes[0]!;
  if (strategy.scope !== 'portfolio') return;
  const runner = new PortfolioRunner(strategy, seats);
  for (const asked of [capture, ...earlier]) {
    const wishes = ask(runner, runtimes, asked);
    wishes.forEach((wish, leg) => {
      const was = asked.together!.wishes[leg]!;
      if (sameWish(was, wish)) return;
      const { bars, symbol } = walk.legs[leg]!;
      const when = asked === capture ? '' : ` on ${barText(asked.together!.time)}`;
      const what = `it asks for ${wishText(wish)} of ${symbol} instead of ${wishText(was)}${when}`;
      throw lookAhead(ofLeg(capture, leg), bars, form, what, 'intent');
    });
  }
}

/** What the fresh strategy asks for of each leg, with the accounts and the state of the run at a captured tick. */
function ask(runner: PortfolioRunner, runtimes: readonly StrategyRuntime[], capture: Capture): Wish[] {
  const { time, rows, fresh, accounts } = capture.together!;
  runtimes.forEach((runtime, leg) => showAccount(runtime, accounts[leg]!));
  runtimes[0]!.state = copyState(capture.state);
  runner.nextId = capture.nextId;
  runner.run(time, rows, fresh, accounts[0]!.equity, accounts[0]!.cash);
  return runtimes.map(({ out }) => {
    const wish = wishOf(out);
    out.clear();
    return wish;
  });
}

function compareSize({ legs }: Walk, capture: Capture, form: string, alter: Alter): void {
  const { leg, row, desk } = capture;
  const { size } = desk.choice;
  const { bars } = legs[leg]!;
  if (!size) return;
  const frame = alter(forwardAdjusted(bars).bars, row, leg);
  const fraction = Math.min(compileSizer(size.policy, frame).fraction(row), desk.cap);
  if (Object.is(fraction, capture.fraction)) return;
  throw lookAhead(capture, bars, form, `the size is ${fraction} instead of ${capture.fraction}`, 'size');
}

/** The capture as one of another leg. */
function ofLeg(capture: Capture, leg: number): Capture {
  const { rows, desks } = capture.together!;
  return { ...capture, leg, row: Math.max(rows[leg]!, 0), desk: desks[leg]! };
}
